package io.sprockets.statsd.sender;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sprockets.statsd.transport.Connection;
import io.sprockets.statsd.transport.Transport;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * A server in memory that does at random what servers and networks do: it refuses, hangs, stalls, takes pieces, hangs
 * up and, if it is to lose anything, dies. What became of a connection is seen a little later.
 */
final class FaultyTransport implements Transport {
    private static final long MOST_LATENCY = 20_000_000; // nanoseconds
    private static final int MOST_CAPACITY = 300; // bytes on the way
    private static final long NEVER = Long.MAX_VALUE;

    final List<FaultyConnection> connections = new ArrayList<>();
    private final SplittableRandom random;
    private final Ticker ticker;
    private final boolean losing;
    private boolean faulty = true;
    private long stalledFor; // steps
    private long downUntil = Long.MIN_VALUE;

    FaultyTransport(SplittableRandom random, Ticker ticker, boolean losing) {
        this.random = random;
        this.ticker = ticker;
        this.losing = losing;
    }

    /** Nothing goes wrong any more. */
    void calm() {
        faulty = false;
        stalledFor = 0;
    }

    /** The server reads, answers, or dies. */
    void step() {
        if (losing && chance(70)) {
            connections.forEach(FaultyConnection::die);
            downUntil = ticker.read() + MOST_LATENCY; // a new server comes later than the news of the old one's end
        }
        if (stalledFor == 0 && chance(40)) {
            stalledFor = random.nextInt(40);
        }
        if (stalledFor > 0) {
            stalledFor--;
            return;
        }
        connections.forEach(FaultyConnection::read);
    }

    private boolean chance(int oneOf) {
        return faulty && random.nextInt(oneOf) == 0;
    }

    private long soon() {
        return ticker.read() + random.nextLong(MOST_LATENCY);
    }

    @Override
    public @Nullable Connection open(long now) throws IOException {
        return chance(10) ? null : openBeside();
    }

    @Override
    public void settled() {}

    @Override
    public Connection openBeside() throws IOException {
        if (ticker.read() < downUntil || chance(5)) {
            throw new ConnectException("refused");
        }
        FaultyConnection connection = new FaultyConnection();
        connections.add(connection);
        return connection;
    }

    @Override
    public boolean sendsDatagrams() {
        return false;
    }

    @Override
    public boolean hasOtherAddress() {
        return chance(4);
    }

    @Override
    public boolean isStale(long now) {
        return false;
    }

    @Override
    public int packetBytes() {
        return 200;
    }

    @Override
    public boolean refusesLate() {
        return false;
    }

    @Override
    public void await(long nanos) {}

    @Override
    public void wakeup() {}

    @Override
    public void close() {}

    /** One connection to it. */
    final class FaultyConnection implements Connection {
        final StringBuilder read = new StringBuilder(); // by the server
        private final StringBuilder kernel = new StringBuilder(); // on its way
        private final int capacity = 1 + random.nextInt(MOST_CAPACITY);
        private final long established = chance(10) ? NEVER : soon();
        private long brokenFrom = NEVER;
        private long endedFrom = chance(20) ? established : NEVER; // by a balancer without a server
        private boolean dead = endedFrom != NEVER;
        boolean finished;
        private boolean closed;

        /** Whether the server has read all that it will ever get, and was told so. */
        boolean isComplete() {
            return finished && kernel.isEmpty() && !dead;
        }

        private void die() {
            if (dead) {
                return;
            }
            dead = true;
            kernel.setLength(0);
            if (random.nextBoolean()) {
                endedFrom = soon();
            } else {
                brokenFrom = soon();
            }
        }

        private void read() {
            if (dead) {
                return;
            }
            int most = faulty ? random.nextInt(kernel.length() + 1) : kernel.length();
            read.append(kernel, 0, most);
            kernel.delete(0, most);
            if (finished && kernel.isEmpty() && endedFrom == NEVER) {
                endedFrom = soon();
            }
        }

        @Override
        public boolean isEstablished() throws IOException {
            fail();
            return ticker.read() >= established;
        }

        @Override
        public boolean isEnded() throws IOException {
            fail();
            return ticker.read() >= endedFrom;
        }

        @Override
        public boolean send(ByteBuffer lines) throws IOException {
            fail();
            if (dead && ticker.read() >= endedFrom) {
                brokenFrom = Math.min(brokenFrom, soon()); // a RST answers what is not read
            }
            int room = faulty ? random.nextInt(capacity) : MOST_CAPACITY;
            int taken = Math.max(0, Math.min(lines.remaining(), room - kernel.length()));
            if (!dead) {
                kernel.append(UTF_8.decode(lines.slice().limit(taken)));
            }
            lines.position(lines.position() + taken);
            return !lines.hasRemaining();
        }

        @Override
        public boolean finish() throws IOException {
            fail();
            if (closed || finished) {
                throw new AssertionError("closed or finished twice");
            }
            finished = true;
            return true;
        }

        @Override
        public void close() {
            closed = true;
        }

        private void fail() throws IOException {
            if (closed) {
                throw new AssertionError("used after its end");
            }
            if (ticker.read() >= brokenFrom) {
                throw new IOException("broken");
            }
            if (chance(500)) {
                throw new IllegalStateException("nobody foresaw this");
            }
        }
    }
}
