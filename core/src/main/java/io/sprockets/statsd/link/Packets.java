package io.sprockets.statsd.link;

import io.sprockets.statsd.DropReason;
import io.sprockets.statsd.ledger.Entry;
import io.sprockets.statsd.ledger.Ledger;
import io.sprockets.statsd.transport.Connection;
import io.sprockets.statsd.transport.Datagrams;
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
        if (lines > 0) {
            retention.replaying();
        }
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
            taken += sendSome(connection, most - taken);
        } while (!blocked && hasMore() && taken < Math.min(most, BYTES_PER_ROUND) && retention.mayHandMore());
        return taken;
    }

    private int sendSome(Connection connection, long most) throws IOException {
        Datagrams several = connection.several();
        if (several == null || failedAt == backlog.handedBytes()) {
            return sendOne(connection);
        }
        return sendSeveral(connection, several, most);
    }

    private int sendSeveral(Connection connection, Datagrams several, long most) throws IOException {
        ByteBuffer lines = backlog.next((int) Math.min(most, Datagrams.MOST_BYTES));
        int end = pack(lines, several);
        if (!several.areSeveral()) {
            return sendOne(connection);
        }
        long position = backlog.handedBytes();
        try {
            blocked = !connection.sendSeveral();
        } catch (PortUnreachableException e) {
            throw e;
        } catch (IOException e) {
            failedAt =
                    position; // the next attempt is with one packet, for it may be a long one's fault, or the device's
            return 0;
        }
        return blocked ? 0 : taken(lines.position(), position, lines.position(end));
    }

    /** Puts packets together. Returns the end of the last one. */
    private int pack(ByteBuffer lines, Datagrams several) {
        several.clear();
        int at = lines.position();
        int most = Math.min(limit, transport.packetBytes());
        for (int room = most; room > 0 && at < lines.limit(); room = several.room(most)) {
            int end = backlog.packetEnd(at, room);
            if (end - at > room) {
                break; // a line is longer than the first packet
            }
            several.add(lines, at, end);
            at = end;
        }
        return at;
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
        blocked = !whole;
        return taken(start, position, packet);
    }

    /** Counts what was read from a buffer since it began there, at a position among all lines. Returns the bytes. */
    private int taken(int start, long position, ByteBuffer lines) {
        int taken = lines.position() - start;
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
