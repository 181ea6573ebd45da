package io.sprockets.statsd.sender;

import io.sprockets.statsd.queue.LineQueue;
import io.sprockets.statsd.transport.Connection;
import io.sprockets.statsd.transport.Transport;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * What the sender does, one round at a time: it moves lines from the queue to the backlog, keeps the link up, and sends
 * what waits. It never stops draining while the backlog has room. Only the sender thread uses it, apart from
 * {@link #counts} and {@link #stop}.
 */
final class SendLoop {
    private static final int BYTES_PER_ROUND = 1 << 18; // then it looks after the queue again

    private final LineQueue queue;
    private final Transport transport;
    private final SenderSettings settings;
    private final Ticker ticker;
    private final Backlog backlog;
    private final Link link;
    private final Tick tick = new Tick();
    private final SenderCounts before; // of the runs before this one
    private long bytes;
    private long closed;
    private long deadline;
    private boolean blocked; // until the socket has room
    private boolean draining; // it is to stop
    private boolean finishing; // everything is handed over
    private boolean confirmed;
    private boolean done;
    private volatile boolean stopping;
    private volatile SenderCounts counts;

    SendLoop(LineQueue queue, Transport transport, SenderSettings settings, Ticker ticker, SenderCounts before) {
        this.queue = queue;
        this.transport = transport;
        this.settings = settings;
        this.ticker = ticker;
        this.before = before;
        this.counts = before;
        this.backlog = new Backlog(settings.backlogBytes(), settings.longestLine());
        this.link = new Link(transport, settings, ticker.read(), () -> counts().closed());
    }

    /** Asks the loop to send what there is and then to end. Any thread may call it. */
    void stop() {
        stopping = true;
    }

    /** After a round that failed in a way that nobody foresaw: begins again with a new connection. */
    void restart(Exception reason) {
        link.fail(ticker.read(), "the sender failed", reason);
        backlog.rewind();
    }

    /** Any thread may ask. */
    SenderCounts counts() {
        return counts;
    }

    boolean isDone() {
        return done;
    }

    /** Whether the server has confirmed that it read everything. */
    boolean isConfirmed() {
        return confirmed;
    }

    /**
     * One round.
     *
     * @return for how many nanoseconds there is nothing to do
     */
    long runOnce() {
        long now = ticker.read();
        if (stopping && !draining) {
            drainToEnd(now);
        }
        boolean linesCame = backlog.fill(queue);
        advance(now);
        if (link.isUp() && !finishing) {
            send(now);
        }
        if (draining) {
            finish(now);
        }
        publish();
        return rest(now, linesCame);
    }

    /** Frees the connection and counts what is left as dropped. */
    void close() {
        link.close();
        Chunk.discard(queue);
        closed = queue.drained() - before.sent() - before.closed() - backlog.handedLines();
        publish();
    }

    private void drainToEnd(long now) {
        draining = true;
        deadline = now + settings.stopTimeout().toNanos();
        queue.close();
        link.hurry(now);
    }

    private void advance(long now) {
        if (link.advance(now)) {
            backlog.rewind();
        } else if (link.isUp() && transport.isDatagram() && backlog.forget(backlog.handedBytes())) {
            link.proved(); // the last packet was not refused
        }
    }

    private void send(long now) {
        Connection connection = link.connection();
        long start = backlog.handedBytes();
        blocked = false;
        try {
            while (!blocked && !backlog.isEmpty() && backlog.handedBytes() - start < BYTES_PER_ROUND) {
                sendPacket(connection, now);
            }
        } catch (IOException e) {
            link.fail(now, "connection lost", e);
            backlog.rewind();
        }
        if (backlog.isEmpty()) {
            link.progressed(now);
        }
    }

    private void sendPacket(Connection connection, long now) throws IOException {
        ByteBuffer packet = backlog.next(transport.packetBytes());
        int since = packet.position();
        long start = backlog.handedBytes();
        blocked = !connection.send(packet);
        int taken = packet.position() - since;
        if (taken > 0) {
            bytes += taken;
            link.progressed(now);
            backlog.handed(since);
            backlog.forget(transport.isDatagram() ? start : backlog.handedBytes());
        }
    }

    private void finish(long now) {
        if (link.isAnswered()) {
            confirmed = true;
            done = true;
        } else if (now - deadline >= 0 || (finishing && !link.isUp())) {
            done = true; // too late, or it broke before the server had read everything
        } else if (!finishing && queue.isDrained() && backlog.isEmpty()) {
            finishing = link.isUp() && link.finish(now);
            if (!link.isUp()) {
                backlog.rewind();
            }
            done = !finishing && backlog.isEmpty();
        }
    }

    private void publish() {
        counts = new SenderCounts(
                queue.settled(),
                queue.drained(),
                before.sent() + backlog.handedLines(),
                before.closed() + closed,
                link.isUp(),
                before.connects() + link.connects(),
                before.bytes() + bytes);
    }

    private long rest(long now, boolean linesCame) {
        boolean canSend = link.isUp() && !blocked && !backlog.isEmpty();
        if (done || canSend || (linesCame && queue.isQuarterFull())) {
            return 0;
        }
        long rest = Math.min(tick.next(linesCame), link.nanosUntilNext(now));
        return draining ? Math.min(rest, Math.max(deadline - now, 0)) : rest;
    }
}
