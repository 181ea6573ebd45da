package io.sprockets.statsd.link;

/** Streams: a line is sent once. What is in flight when the connection breaks is lost. */
final class ForgetAtOnce implements Retention {
    private final Backlog backlog;

    ForgetAtOnce(Backlog backlog) {
        this.backlog = backlog;
    }

    @Override
    public void handed(long start) {
        backlog.forget(backlog.handedBytes());
    }

    @Override
    public boolean isSafe(long position) {
        return backlog.keptBytes() >= position;
    }
}
