package io.sprockets.statsd.sender;

import io.sprockets.statsd.DropReason;
import io.sprockets.statsd.transport.Connection;
import io.sprockets.statsd.transport.PacketTooLongException;
import io.sprockets.statsd.transport.Transport;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.ByteBuffer;

/**
 * From the backlog to the server. It decides when a line that was handed over may be forgotten: over a stream at once,
 * over UDP when the next datagram shows that it was not refused, and with confirmed delivery when the server has read it.
 * Only the sender thread uses it.
 */
final class Outflow {
    private static final int BYTES_PER_ROUND = 1 << 18; // then the queue is looked after again

    private final Transport transport;
    private final Backlog backlog;
    private final Link link;
    private final Rotation rotation;
    private final DropCounts drops;
    private long refused; // metrics
    private long bytes;
    private long replayed;
    private boolean blocked; // until the socket has room

    Outflow(Transport transport, Backlog backlog, Link link, Rotation rotation, DropCounts drops) {
        this.transport = transport;
        this.backlog = backlog;
        this.link = link;
        this.rotation = rotation;
        this.drops = drops;
    }

    /** Looks after the connection. */
    void advance(long now) {
        switch (link.advance(now)) {
            case LOST -> lost();
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
    }

    /** Sends what waits, as far as the socket takes it. */
    void send(long now) {
        Connection connection = link.connection();
        long start = backlog.handedBytes();
        blocked = false;
        try {
            while (!blocked && !backlog.isEmpty() && backlog.handedBytes() - start < BYTES_PER_ROUND) {
                sendPacket(connection, now);
            }
        } catch (IOException e) {
            link.fail(now, "connection lost", e);
            lost();
        }
        if (backlog.isEmpty()) {
            link.progressed(now);
        }
    }

    /** Whether sending again makes sense without waiting. */
    boolean canSend() {
        return link.isUp() && !blocked && !backlog.isEmpty();
    }

    /** The connection is gone: what is not safe has to be sent again. */
    void lost() {
        replayed += backlog.rewind();
        rotation.restart();
    }

    /** Metrics handed to the kernel. */
    long sent() {
        return backlog.handedLines() - refused;
    }

    long bytes() {
        return bytes;
    }

    long replayed() {
        return replayed;
    }

    private void check(long now) {
        if (transport.isDatagram()) {
            if (backlog.forget(backlog.handedBytes())) {
                link.proved(); // the last datagram was not refused
            }
        } else if (!rotation.advance(now, link)) {
            link.fail(now, "not confirmed", new ConnectException("the server may not have read all of a connection"));
            lost(); // over a new connection, since this one may be in the middle of a line
        }
    }

    /** Drops a packet that can never be sent. */
    private void refuse(ByteBuffer packet, int since) {
        long before = backlog.handedLines();
        packet.position(packet.limit());
        backlog.handed(since);
        backlog.forget(backlog.handedBytes());
        refused += backlog.handedLines() - before;
        drops.add(DropReason.SEND_FAILED, backlog.handedLines() - before);
    }

    private void sendPacket(Connection connection, long now) throws IOException {
        ByteBuffer packet = backlog.next(transport.packetBytes());
        int since = packet.position();
        long start = backlog.handedBytes();
        try {
            blocked = !connection.send(packet);
        } catch (PacketTooLongException e) {
            refuse(packet, since);
            return;
        }
        int taken = packet.position() - since;
        if (taken == 0) {
            return;
        }
        bytes += taken;
        link.progressed(now);
        backlog.handed(since);
        if (transport.isDatagram()) {
            backlog.forget(start);
        } else if (!rotation.confirms()) {
            backlog.forget(backlog.handedBytes());
        }
    }
}
