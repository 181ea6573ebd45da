package io.sprockets.statsd.sender;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sprockets.statsd.transport.Connection;
import io.sprockets.statsd.transport.Transport;
import java.io.IOException;
import java.net.ConnectException;
import java.net.PortUnreachableException;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * A server and the network to it, in memory, with all that can go wrong: it refuses, hangs, resets, ends connections
 * before and after it has read them, half-closes its own side, says nothing, is slow, restarts; datagrams are refused
 * late, too long, or take no way at all; and any call may find the heap full, before or after it has done its work.
 */
final class SimulatedNetwork implements Transport {
    private static final long MILLI = 1_000_000; // nanoseconds
    private static final long LATENCY = 8 * MILLI; // at the most, of news
    private static final int PLENTY = 100_000; // bytes on the way
    private static final long NEVER = Long.MAX_VALUE;
    private static final int NARROW = 60; // bytes, when datagrams are longer than the network takes

    /** Lines that the server's process has read. */
    final Set<String> read = new HashSet<>();

    private final SplittableRandom random;
    private final FakeTicker ticker;
    private final boolean datagrams;
    private final List<Peer> peers = new ArrayList<>();
    private boolean calm;
    private long downUntil = Long.MIN_VALUE;
    private long mutedUntil = Long.MIN_VALUE; // does not answer half-closes
    private long frozenUntil = Long.MIN_VALUE; // the server reads nothing
    private long cutUntil = Long.MIN_VALUE; // no datagram finds a way
    private boolean narrow;

    SimulatedNetwork(SplittableRandom random, FakeTicker ticker, boolean datagrams) {
        this.random = random;
        this.ticker = ticker;
        this.datagrams = datagrams;
    }

    /** From now on nothing goes wrong, and what went wrong before is over soon. */
    void calm() {
        calm = true;
        narrow = false;
        downUntil = ticker.read();
        mutedUntil = downUntil;
        frozenUntil = downUntil;
        cutUntil = downUntil;
        peers.forEach(peer -> peer.room = PLENTY);
    }

    /** Time has passed for the server. */
    void step() {
        if (chance(90)) {
            downUntil = ticker.read() + random.nextLong(400 * MILLI);
            peers.forEach(Peer::die);
        }
        if (chance(200)) {
            mutedUntil = ticker.read() + random.nextLong(8_000 * MILLI);
        }
        if (chance(30)) {
            frozenUntil = ticker.read() + random.nextLong(100 * MILLI);
        }
        if (chance(100)) {
            cutUntil = ticker.read() + random.nextLong(300 * MILLI);
        }
        if (chance(60)) {
            narrow = random.nextBoolean();
        }
        if (!datagrams && chance(30) && !peers.isEmpty()) {
            peers.get(random.nextInt(peers.size())).leave();
        }
        peers.forEach(Peer::serve);
        peers.removeIf(peer -> peer.closed && (peer.kernel.isEmpty() || peer.dead));
    }

    /** As a heap that is full: at any allocation. */
    ByteBuffer memory(int bytes) {
        shortOfMemory();
        return ByteBuffer.allocate(bytes);
    }

    void shortOfMemory() {
        if (chance(400)) {
            throw new OutOfMemoryError("simulated");
        }
    }

    private boolean chance(int oneOf) {
        return !calm && random.nextInt(oneOf) == 0;
    }

    private boolean isDown() {
        return ticker.read() < downUntil;
    }

    @Override
    public @Nullable Connection open(long now) throws IOException {
        shortOfMemory();
        if (chance(12)) {
            return null;
        }
        if (chance(30)) {
            throw new UnknownHostException("simulated");
        }
        return openBeside();
    }

    @Override
    public Connection openBeside() throws IOException {
        shortOfMemory();
        if (!datagrams && (isDown() || chance(20))) {
            throw new ConnectException("refused");
        }
        Peer peer = new Peer();
        peers.add(peer);
        return peer;
    }

    @Override
    public void settled() {
        shortOfMemory();
    }

    @Override
    public boolean sendsDatagrams() {
        return datagrams;
    }

    @Override
    public boolean hasOtherAddress() {
        return chance(5);
    }

    @Override
    public boolean isStale(long now) {
        return datagrams && chance(50);
    }

    @Override
    public int packetBytes() {
        return datagrams ? 128 : 1_024;
    }

    @Override
    public boolean refusesLate() {
        return datagrams;
    }

    @Override
    public void await(long nanos) {
        shortOfMemory();
    }

    @Override
    public void wakeup() {}

    @Override
    public void close() {}

    /** One connection, and the server's part of it. */
    private final class Peer implements Connection {
        private final StringBuilder kernel = new StringBuilder(); // on its way, or not read yet
        private int arrived; // bytes of those; the rest is on its way
        private final long established = chance(15) ? NEVER : soon();
        private int room = chance(4) ? 1 + random.nextInt(80) : PLENTY; // bytes on the way
        private final boolean accepted = !isDown();
        private boolean dead = !accepted;
        private long endedFrom = NEVER;
        private long brokenFrom = NEVER;
        private long refusedFrom = NEVER; // a datagram, and reported once
        private boolean finished;
        private boolean closed;

        Peer() {
            if (chance(25)) {
                endedFrom = established; // a balancer without a server
                dead = true;
            } else if (chance(40)) {
                endedFrom = established; // the server half-closes its own side, and reads on
            }
        }

        private long soon() {
            return ticker.read() + (calm ? 0 : random.nextLong(LATENCY));
        }

        void die() {
            if (!dead && accepted) {
                dead = true;
                forget();
                if (random.nextBoolean()) {
                    endedFrom = Math.min(endedFrom, soon());
                } else {
                    brokenFrom = soon();
                }
            }
        }

        /** The server closes this connection alone. Its system sends a reset if there is something it has not read. */
        void leave() {
            if (!dead && accepted) {
                dead = true;
                if (arrived > 0) {
                    brokenFrom = soon();
                } else {
                    endedFrom = Math.min(endedFrom, soon()); // what is on its way comes too late
                }
                forget();
            }
        }

        private void forget() {
            kernel.setLength(0);
            arrived = 0;
        }

        void serve() {
            if (dead) {
                return;
            }
            arrived += calm ? kernel.length() - arrived : random.nextInt(kernel.length() - arrived + 1);
            if (ticker.read() < frozenUntil) {
                return;
            }
            int most = calm ? arrived : random.nextInt(arrived + 1);
            int end = kernel.lastIndexOf("\n", most - 1) + 1;
            if (most > 0 && end > 0) {
                kernel.substring(0, end).lines().forEach(read::add);
                kernel.delete(0, end);
                arrived -= end;
            }
            if (finished && kernel.isEmpty() && endedFrom == NEVER && ticker.read() >= mutedUntil) {
                endedFrom = soon();
            }
        }

        @Override
        public boolean isEstablished() throws IOException {
            fail();
            return datagrams || ticker.read() >= established;
        }

        @Override
        public boolean isEnded() throws IOException {
            fail();
            return !datagrams && ticker.read() >= endedFrom;
        }

        @Override
        public boolean hasArrived() throws IOException {
            fail();
            return dead || arrived == kernel.length();
        }

        @Override
        public boolean send(ByteBuffer lines) throws IOException {
            fail();
            boolean whole = datagrams ? sendDatagram(lines) : sendBytes(lines);
            shortOfMemory();
            return whole;
        }

        private boolean sendBytes(ByteBuffer lines) throws IOException {
            if (dead && ticker.read() >= endedFrom) {
                brokenFrom = Math.min(brokenFrom, soon()); // a RST answers what is not read
            }
            int taken = Math.max(0, Math.min(lines.remaining(), room - kernel.length()));
            if (!dead) {
                kernel.append(UTF_8.decode(lines.slice().limit(taken)));
            }
            lines.position(lines.position() + taken);
            return !lines.hasRemaining();
        }

        private boolean sendDatagram(ByteBuffer lines) throws IOException {
            if (ticker.read() < cutUntil || (narrow && lines.remaining() > NARROW)) {
                throw new IOException("neither says why");
            }
            if (chance(10)) {
                return false;
            }
            if (isDown()) {
                refusedFrom = Math.min(refusedFrom, soon());
            } else {
                UTF_8.decode(lines.duplicate()).toString().lines().forEach(read::add);
            }
            lines.position(lines.limit());
            return true;
        }

        @Override
        public boolean finish() throws IOException {
            fail();
            if (finished) {
                throw new AssertionError("finished twice");
            }
            finished = true;
            return !datagrams;
        }

        @Override
        public void close() {
            closed = true;
            shortOfMemory();
        }

        private void fail() throws IOException {
            if (closed) {
                throw new AssertionError("used after its end");
            }
            shortOfMemory();
            if (ticker.read() >= brokenFrom) {
                throw new IOException("reset");
            }
            if (ticker.read() >= refusedFrom) {
                refusedFrom = NEVER;
                throw new PortUnreachableException("refused");
            }
        }
    }
}
