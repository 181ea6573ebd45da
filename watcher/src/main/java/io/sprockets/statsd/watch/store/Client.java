package io.sprockets.statsd.watch.store;

/** Who sends: a connection, or an address that datagrams come from. Belongs to the server's thread. */
public final class Client {
    private final long number;
    private final String transport;
    private final String peer;
    private final long since; // milliseconds since 1970
    private long lines;
    private long wrong;
    private long bytes;
    private long linesBefore; // at the end of the second before
    private long rate;

    Client(long number, String transport, String peer, long since) {
        this.number = number;
        this.transport = transport;
        this.peer = peer;
        this.since = since;
    }

    /** Counts what was read. */
    public void read(long moreBytes) {
        bytes += moreBytes;
    }

    /** Counts a line. */
    public void line(boolean good) {
        lines++;
        if (!good) {
            wrong++;
        }
    }

    /** Its address. */
    public String peer() {
        return peer;
    }

    void endSecond() {
        rate = lines - linesBefore;
        linesBefore = lines;
    }

    ClientView view(String state) {
        return new ClientView(number, transport, peer, since, lines, wrong, bytes, rate, state);
    }
}
