package io.sprockets.statsd.link;

/**
 * UDP: a refusal is reported by the next use of the socket, so the last datagram is kept until nothing was reported.
 */
final class KeepLastDatagram implements Retention {
    private final Backlog backlog;

    KeepLastDatagram(Backlog backlog) {
        this.backlog = backlog;
    }

    @Override
    public void handed(long start) {
        backlog.forget(start);
    }

    @Override
    public void intact() {
        backlog.forget(backlog.handedBytes());
    }

    @Override
    public void read(Mark mark) {}

    @Override
    public boolean silent() {
        return false;
    }

    @Override
    public void deafened() {}

    @Override
    public void giveUp() {}

    @Override
    public void lost() {}

    @Override
    public boolean isSafe(long position) {
        return backlog.keptBytes() >= position;
    }

    @Override
    public long unread() {
        return 0;
    }

    @Override
    public boolean isUnanswered() {
        return false;
    }
}
