package io.sprockets.statsd.link;

import io.sprockets.statsd.DropReason;
import io.sprockets.statsd.ledger.Entry;
import io.sprockets.statsd.ledger.Ledger;
import io.sprockets.statsd.transport.Connection;
import io.sprockets.statsd.transport.Transport;
import java.io.IOException;
import java.net.PortUnreachableException;
import java.nio.ByteBuffer;

/**
 * Hands lines over in packets. No exception says portably whether a datagram is too long or the network is in trouble.
 * So a packet that fails twice is halved, and only a line that fails alone, while an empty line passes, is dropped.
 * Only the sender thread uses it.
 */
final class Packets {
    private static final int BYTES_PER_ROUND = 1 << 18; // then the queue is looked after again

    private static final byte[] EMPTY_LINE = {'\n'}; // every server skips it

    private final Transport transport;
    private final Backlog backlog;
    private final Retention retention;
    private final Ledger ledger;
    private boolean blocked; // until the socket has room for the rest of the last packet
    private int limit; // bytes of a datagram that the network takes
    private long failedAt = -1; // the position of a datagram that has failed

    Packets(Transport transport, Backlog backlog, Retention retention, Ledger ledger) {
        this.transport = transport;
        this.backlog = backlog;
        this.retention = retention;
        this.ledger = ledger;
        restart();
    }

    Retention retention() {
        return retention;
    }

    /** There is a new socket, which may take more. */
    void restart() {
        blocked = false;
        limit = transport.packetBytes();
    }

    /** Whether the socket has taken whole lines only. */
    boolean isBetweenLines() {
        return !blocked;
    }

    /** Whether more may be kept. */
    boolean hasRoom() {
        return backlog.hasRoom();
    }

    /** Whether something waits. */
    boolean hasMore() {
        return !backlog.isEmpty();
    }

    /** Whether everything handed over is delivered as far as can be known. */
    boolean isAllSafe() {
        return retention.isSafe(backlog.handedBytes());
    }

    /** What was handed over so far. */
    Retention.Mark mark() {
        return Retention.Mark.of(backlog);
    }

    /** What is kept has to be sent again. */
    void takeBack() {
        long lines = backlog.rewind();
        ledger.add(Entry.SENT, -lines);
        ledger.add(Entry.REPLAYED, lines);
    }

    /**
     * Hands over what waits, as far as the socket takes it.
     *
     * @param most bytes, but at least one packet
     * @return the bytes that were taken
     * @throws IOException if the connection has failed
     */
    long send(Connection connection, long most) throws IOException {
        long taken = 0;
        blocked = false;
        do {
            taken += sendOne(connection);
        } while (!blocked && hasMore() && taken < Math.min(most, BYTES_PER_ROUND));
        return taken;
    }

    private int sendOne(Connection connection) throws IOException {
        ByteBuffer packet = backlog.next(Math.min(limit, transport.packetBytes()));
        int start = packet.position();
        long position = backlog.handedBytes();
        boolean whole;
        try {
            whole = connection.send(packet);
        } catch (PortUnreachableException e) {
            throw e;
        } catch (IOException e) {
            failed(connection, packet, position, e);
            return 0;
        }
        int taken = packet.position() - start;
        blocked = !whole;
        if (taken > 0) {
            ledger.add(Entry.BYTES, taken);
            ledger.add(Entry.SENT, backlog.handed(start));
            retention.handed(position);
        }
        return taken;
    }

    private void failed(Connection connection, ByteBuffer packet, long position, IOException reason)
            throws IOException {
        if (!transport.sendsDatagrams()) {
            throw reason;
        }
        int size = packet.remaining();
        if (failedAt != position) {
            failedAt = position; // it may be an earlier one that is reported
        } else if (backlog.nextLine() < size) {
            limit = size / 2;
            failedAt = -1;
        } else if (connection.send(ByteBuffer.wrap(EMPTY_LINE))) { // else the network is in trouble, and this fails too
            ledger.drop(DropReason.SEND_FAILED, backlog.skip());
        } else {
            blocked = true;
        }
    }
}
