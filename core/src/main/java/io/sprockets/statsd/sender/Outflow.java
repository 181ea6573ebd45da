package io.sprockets.statsd.sender;

import io.sprockets.statsd.DropReason;
import io.sprockets.statsd.ledger.Entry;
import io.sprockets.statsd.ledger.Ledger;
import io.sprockets.statsd.link.Backlog;
import io.sprockets.statsd.transport.Connection;
import io.sprockets.statsd.transport.Transport;
import java.io.IOException;
import java.net.PortUnreachableException;
import java.nio.ByteBuffer;

/**
 * From the backlog to the server. It decides when a line that was handed over may be forgotten: over a stream at once,
 * over UDP when the next datagram shows that it was not refused, and with confirmed delivery when the server has read it.
 * Only the sender thread uses it.
 */
final class Outflow {
    private static final int BYTES_PER_ROUND = 1 << 18; // then the queue is looked after again
    private static final long SETTLE =
            10_000_000; // nanoseconds in which a first datagram is refused if nobody is there

    private final Transport transport;
    private final Backlog backlog;
    private final Link link;
    private final Rotation rotation;
    private final Ledger ledger;
    private boolean blocked; // until the socket has room for the rest of the last packet
    private int most = Integer.MAX_VALUE; // bytes of the next packet, if that is less than one takes
    private long failedAt = -1; // where the packet began that failed last
    private long probed; // a datagram was sent last

    Outflow(Transport transport, Backlog backlog, Link link, Rotation rotation, Ledger ledger) {
        this.transport = transport;
        this.backlog = backlog;
        this.link = link;
        this.rotation = rotation;
        this.ledger = ledger;
    }

    /**
     * Looks after the connection.
     *
     * @return whether it came to its end as it should: the server has read all of it, or has moved
     */
    boolean advance(long now) {
        Link.Change change = link.advance(now);
        switch (change) {
            case LOST -> lost();
            case ENDED -> ended(now);
            case DOUBTFUL -> {}
            case READ -> {
                rotation.allRead();
                lost();
            }
            case SAME -> {
                if (link.isUp()) {
                    check(now);
                }
            }
        }
        return change == Link.Change.ENDED;
    }

    /** Sends what waits, as far as the socket takes it. */
    void send(long now) {
        Connection connection = link.connection();
        long start = backlog.handedBytes();
        blocked = false;
        link.expect(!backlog.isEmpty(), now);
        try {
            while (hasSome() && backlog.handedBytes() - start < BYTES_PER_ROUND) {
                sendPacket(connection, now);
            }
        } catch (IOException e) {
            link.fail(now, "connection lost", e);
            lost();
        }
        link.expect(link.isUp() && !backlog.isEmpty(), now);
    }

    /** Whether sending again makes sense without waiting. */
    boolean canSend() {
        return link.isOpen() && hasSome();
    }

    /** How long there is nothing to send but for what comes from the queue, or when the socket has room. */
    long nanosUntilNext(long now) {
        return isProbing() ? Math.max(probed + SETTLE - now, 0) : Long.MAX_VALUE;
    }

    /** The connection is gone: what is not safe has to be sent again. */
    void lost() {
        long again = backlog.rewind();
        ledger.add(Entry.SENT, -again);
        ledger.add(Entry.REPLAYED, again);
        rotation.restart();
    }

    private boolean hasSome() {
        return !blocked && !backlog.isEmpty() && !isProbing();
    }

    /** Whether it is to be seen yet whether the first datagram is refused. */
    private boolean isProbing() {
        return transport.refusesLate() && !link.isProven() && backlog.handedBytes() > backlog.keptBytes();
    }

    private void ended(long now) {
        if (transport.refusesLate()) {
            backlog.forget(backlog.handedBytes());
        } else if (!rotation.ended(now, link)) {
            lost();
        }
    }

    private void check(long now) {
        if (!transport.refusesLate()) {
            rotation.advance(now, link, !blocked);
            if (!link.isUp()) {
                lost();
            }
        } else if (!isProbing() || now - probed >= SETTLE) {
            if (backlog.forget(backlog.handedBytes())) {
                link.proved(); // the last datagram was not refused
            }
        }
    }

    /** Drops a packet that can never be sent. */
    private void refuse(ByteBuffer packet, int since) {
        packet.position(packet.limit());
        ledger.drop(DropReason.SEND_FAILED, backlog.handed(since));
        backlog.forget(backlog.handedBytes());
    }

    private ByteBuffer nextPacket() {
        ByteBuffer half = backlog.next(Math.min(most, transport.packetBytes()));
        return half.hasRemaining() ? half : backlog.next(transport.packetBytes());
    }

    /** After a packet has failed twice: the next one holds half of it, or a line that can never be sent is dropped. */
    private void narrow(ByteBuffer packet, int since) {
        int bytes = packet.remaining();
        if (backlog.next(bytes - 1).hasRemaining()) {
            most = Math.max(bytes / 2, 1);
            if (!backlog.next(most).hasRemaining()) {
                most = bytes - 1;
            }
        } else {
            refuse(backlog.next(bytes), since);
            most = Integer.MAX_VALUE;
        }
    }

    private void sendPacket(Connection connection, long now) throws IOException {
        ByteBuffer packet = nextPacket();
        int since = packet.position();
        long start = backlog.handedBytes();
        try {
            blocked = !connection.send(packet);
        } catch (PortUnreachableException e) {
            throw e;
        } catch (IOException e) {
            if (!transport.sendsDatagrams() || failedAt != start) {
                failedAt = start; // if it fails again, over a new socket, it is this packet's own fault
                throw e;
            }
            narrow(packet, since);
            return;
        }
        most = Integer.MAX_VALUE;
        int taken = packet.position() - since;
        if (taken == 0) {
            return;
        }
        ledger.add(Entry.BYTES, taken);
        link.progressed(now);
        ledger.add(Entry.SENT, backlog.handed(since));
        if (transport.refusesLate()) {
            probed = now;
            backlog.forget(start);
        } else if (!rotation.confirms()) {
            backlog.forget(backlog.handedBytes());
        }
    }
}
