package io.sprockets.statsd.link;

/**
 * UDP: a refusal is reported by the next use of the socket, so what was handed over last, one datagram or several, is
 * kept until nothing was reported.
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
    public boolean isSafe(long position) {
        return backlog.keptBytes() >= position;
    }
}
