package io.sprockets.statsd.testing;

import io.sprockets.statsd.testing.inbox.Inbox;
import io.sprockets.statsd.testing.inbox.Retention;
import io.sprockets.statsd.testing.inbox.Totals;
import io.sprockets.statsd.testing.inbox.Waits;
import io.sprockets.statsd.testing.line.ParsedLine;
import io.sprockets.statsd.testing.line.Parser;
import io.sprockets.statsd.testing.net.Listening;
import io.sprockets.statsd.testing.net.Reading;
import io.sprockets.statsd.testing.net.ServerLoop;
import io.sprockets.statsd.testing.net.Sockets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A StatsD server that runs inside a test or a demo. It listens on loopback for TCP, UDP and Unix stream connections,
 * records what it receives, and fails on demand.
 *
 * <p>It reads lines as leniently as real servers do, in every dialect at once, and gives a reason for every bad line.
 * Empty lines are ignored. When a client half-closes its connection, the server reads it to the end and then closes it,
 * so a client that sees the end of the stream knows that everything has arrived.
 *
 * <pre>{@code
 * try (StatsdServer server = StatsdServer.start()) {
 *     new Orders(server.host(), server.port()).place();
 *
 *     server.awaitCounter("shop.counters.orders.placed", 1, Duration.ofSeconds(5));
 * }
 * }</pre>
 *
 * <p>Memory is bounded, see {@link Builder}. All methods may be called from any thread. A command, such as {@link
 * #refuse()}, has taken effect when it returns. After {@link #close()} commands throw {@link IllegalStateException},
 * while everything received can still be read.
 */
public final class StatsdServer implements AutoCloseable {
    private static final InetAddress LOOPBACK = loopback();

    private final Listening listening;
    private final Inbox inbox;
    private final Waits waits;
    private final ServerLoop loop;
    private final Sockets sockets;

    private StatsdServer(Listening listening, Reading reading, Retention retention) {
        this.listening = listening;
        this.inbox = new Inbox(retention);
        this.waits = new Waits(inbox);
        try {
            this.loop = new ServerLoop(listening, reading, inbox);
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot listen as " + listening + ": " + failed.getMessage(), failed);
        }
        this.sockets = loop.sockets();
    }

    private static InetAddress loopback() {
        try {
            return InetAddress.getByAddress(new byte[] {127, 0, 0, 1}); // and not the other family's
        } catch (UnknownHostException never) {
            throw new UncheckedIOException(never);
        }
    }

    /** Starts a server for TCP and UDP on one free port; throws {@link UncheckedIOException} if it cannot listen. */
    public static StatsdServer start() {
        return builder().start();
    }

    /** Returns a builder for a server with other settings. */
    public static Builder builder() {
        return new Builder();
    }

    /** The address the server listens on, always "127.0.0.1". */
    public String host() {
        return "127.0.0.1";
    }

    /** The port of TCP and UDP, the same across restarts; 0 if both are off. */
    public int port() {
        return sockets.port();
    }

    /** The Unix stream socket, if there is one. */
    public Optional<Path> unixSocket() {
        return Optional.ofNullable(listening.unixSocket());
    }

    // What has arrived, line by line.

    /** The metrics of all retained lines in order of arrival, a new list each time. */
    public List<ReceivedMetric> metrics() {
        List<ReceivedMetric> metrics = new ArrayList<>();
        parse(line -> {
            if (line instanceof ParsedLine.Metrics several) {
                metrics.addAll(several.metrics());
            }
        });
        return metrics;
    }

    /** The DogStatsD events of all retained lines in order of arrival. */
    public List<ReceivedEvent> events() {
        List<ReceivedEvent> events = new ArrayList<>();
        parse(line -> {
            if (line instanceof ParsedLine.Event found) {
                events.add(found.event());
            }
        });
        return events;
    }

    /** The DogStatsD service checks of all retained lines in order of arrival. */
    public List<ReceivedCheck> checks() {
        List<ReceivedCheck> checks = new ArrayList<>();
        parse(line -> {
            if (line instanceof ParsedLine.Check found) {
                checks.add(found.check());
            }
        });
        return checks;
    }

    private void parse(Consumer<ParsedLine> each) {
        inbox.read(() -> inbox.received().journal().view()).parse(each);
    }

    /**
     * Takes the next metric that was not yet taken, in order of arrival, and waits for it if necessary. Only metrics of
     * retained lines can be taken.
     *
     * @throws AssertionError listing what did arrive, if none comes in time, or if the thread is interrupted while it
     *     waits; the interrupt flag stays set
     */
    public ReceivedMetric take(Duration timeout) {
        return waits.take(timeout);
    }

    /** Takes {@code count} metrics like {@link #take(Duration)}; the timeout applies to each of them. */
    public List<ReceivedMetric> take(int count, Duration timeout) {
        List<ReceivedMetric> metrics = new ArrayList<>();
        while (metrics.size() < count) {
            metrics.add(take(timeout));
        }
        return metrics;
    }

    /**
     * Waits until {@link #linesReceived()} is {@code count} or more.
     *
     * @throws AssertionError listing what did arrive, if they do not come in time, or if the thread is interrupted
     *     while it waits; the interrupt flag stays set
     */
    public void awaitLines(long count, Duration timeout) {
        waits.lines(count, timeout);
    }

    /**
     * Waits until a metric of a series has arrived, a {@link ReceivedMetric#series()} such as {@code
     * shop.counters.orders.placed}.
     *
     * @throws AssertionError listing what did arrive, if it does not come in time, or if the thread is interrupted
     *     while it waits; the interrupt flag stays set
     */
    public void await(String series, Duration timeout) {
        waits.series(series, timeout);
    }

    /**
     * Waits until a counter has reached a total. Unlike {@link #await(String, Duration)} it does not stop at the first
     * metric, since others may still be on their way.
     *
     * @param total as {@link #counter} returns it, within the rounding error of summed fractions
     * @throws AssertionError with the total and the most similar series, if the total is not reached in time, or if the
     *     thread is interrupted while it waits; the interrupt flag stays set
     */
    public void awaitCounter(String series, double total, Duration timeout) {
        waits.counter(series, total, timeout);
    }

    /**
     * Waits until a condition holds: {@code server.await(s -> s.timer("t") == 2 && s.gauge("g") == 5, timeout)}. The
     * condition is checked after each read of the server, which waits meanwhile, so it should be fast. An exception
     * from it ends the wait.
     *
     * @throws AssertionError listing what did arrive, if it does not hold in time, or if the thread is interrupted
     *     while it waits; the interrupt flag stays set
     */
    public void await(Predicate<? super StatsdServer> condition, Duration timeout) {
        waits.condition(() -> condition.test(this), timeout);
    }

    /** The retained lines, good and bad, in order of arrival, without newline (LF or CRLF). */
    public List<String> lines() {
        return inbox.read(() -> inbox.received().journal().view()).lines();
    }

    /** The first bad lines, at most 10,000 and 16 MiB of text, retained or not. */
    public List<BadLine> badLines() {
        return inbox.badLines();
    }

    /** All bad lines. */
    public long badLineCount() {
        return inbox.read(() -> inbox.received().badLineCount());
    }

    /** All lines, good and bad, without the empty ones. */
    public long linesReceived() {
        return inbox.read(() -> inbox.received().lines());
    }

    /** All bytes, from connections and datagrams. */
    public long bytesReceived() {
        return inbox.read(() -> inbox.received().bytes());
    }

    /** All datagrams. */
    public long packetsReceived() {
        return inbox.read(() -> inbox.received().packets());
    }

    // What it adds up to. The keys are ReceivedMetric.series(), in the order in which each first came.

    /** The sum of each counter ({@code c}) and meter ({@code m}); a sampled value counts 1/rate times. */
    public Map<String, Double> counters() {
        return totals(Totals::counters);
    }

    /** The last value of each gauge; a signed value changes it, from 0 if it was unknown. */
    public Map<String, Double> gauges() {
        return totals(Totals::gauges);
    }

    /** The number of observations of each timer, histogram and distribution; a sampled one counts 1/rate times. */
    public Map<String, Long> timers() {
        return totals(Totals::timers);
    }

    /** The members of each set. */
    public Map<String, Set<String>> sets() {
        return totals(Totals::sets);
    }

    /**
     * The sum of one counter, 0 if it never arrived. The first such call, if other series have arrived, prints the most
     * similar names to standard error, since a 0 alone could be a typing error.
     */
    public double counter(String series) {
        waits.tellOfMissing("counter", series);
        return totals(totals -> totals.counter(series));
    }

    /** The last value of one gauge, NaN if it never arrived; then prints similar names like {@link #counter}. */
    public double gauge(String series) {
        waits.tellOfMissing("gauge", series);
        return totals(totals -> totals.gauge(series));
    }

    /**
     * The number of observations of one timer, histogram or distribution, 0 if it never arrived; then prints similar
     * names like {@link #counter}.
     */
    public long timer(String series) {
        waits.tellOfMissing("timer", series);
        return totals(totals -> totals.timer(series));
    }

    private <T> T totals(Function<Totals, T> what) {
        return inbox.read(() -> what.apply(inbox.received().totals()));
    }

    /** The number of metrics that are in no total because {@link Builder#maxSeries} was reached. */
    public long metricsBeyondMaxSeries() {
        return totals(Totals::beyond);
    }

    /**
     * Forgets everything received, including connection events. Connections stay open, with any line that is half read.
     */
    public void clear() {
        inbox.clear();
    }

    // Connections.

    /** The number of open TCP and Unix connections. */
    public int connections() {
        return inbox.connections();
    }

    /** Waits until {@link #connections()} is {@code count}; throws AssertionError if that does not happen in time. */
    public void awaitConnections(int count, Duration timeout) {
        waits.connections(count, timeout);
    }

    /** The first 10,000 events of connections, in order. */
    public List<ConnectionEvent> connectionEvents() {
        return inbox.connectionEvents();
    }

    // Faults on demand.

    /** Stops listening: new connections are refused, and the UDP port is closed. Open connections continue. */
    public void refuse() {
        call(sockets::refuse);
    }

    /** From now on accepts connections and closes them at once. Open connections and UDP continue. */
    public void acceptAndClose() {
        call(sockets::acceptAndClose);
    }

    /** Resets every open TCP connection (RST), and closes every Unix connection. Keeps listening. */
    public void reset() {
        call(sockets::reset);
    }

    /** From now on accepts connections but reads nothing from them, from those already open, or from UDP. */
    public void stall() {
        call(sockets::stall);
    }

    /** Half-closes every open connection: the client sees a FIN, and the server keeps reading. */
    public void halfClose() {
        call(sockets::halfClose);
    }

    /**
     * Reads what has arrived on every open connection, and closes it with a FIN. A stalled server does not read first;
     * the kernel then sends a RST if there are unread bytes.
     */
    public void closeConnections() {
        call(sockets::closeConnections);
    }

    /** Ends like a server process: connections and ports are closed, and unread data is lost. */
    public void stop() {
        call(sockets::stop);
    }

    /**
     * Starts again like a server process, healthy and on the same port; stops first if it is running. What was received
     * is kept.
     *
     * @throws UncheckedIOException if another process has taken the port meanwhile
     */
    public void restart() {
        call(sockets::stop);
        call(sockets::recover); // a separate call, since the selector frees the ports in between
    }

    /**
     * Ends {@link #refuse()}, {@link #acceptAndClose()} and {@link #stall()}: listens and reads as usual. Open
     * connections stay open.
     *
     * @throws UncheckedIOException if another process has taken the port meanwhile
     */
    public void recover() {
        call(sockets::recover);
    }

    private void call(ServerLoop.Command command) {
        if (!loop.call(command)) {
            throw new IllegalStateException("the StatsdServer on port " + port() + " is closed");
        }
    }

    /** Stops and frees everything; the thread has ended when this returns. Closing twice is fine. */
    @Override
    public void close() {
        loop.close();
    }

    /** Configures a server. The setters accept anything; {@link #start()} checks. */
    public static final class Builder {
        private int port;
        private Optional<Path> unixSocket = Optional.empty();
        private boolean unixFrames;
        private boolean strict;
        private boolean tcp = true;
        private boolean udp = true;
        private int maxLineBytes = 65_536;
        private int maxSeries = 100_000;
        private int retainedLines = 1_000_000;
        private int tcpReceiveBuffer;
        private int udpReceiveBuffer = 4 << 20;

        private Builder() {}

        /** Default 0: any port that is free for both TCP and UDP. 0 to 65535. */
        public Builder port(int port) {
            this.port = port;
            return this;
        }

        /**
         * Default none. Listens on a Unix stream socket in addition to TCP and UDP; {@link StatsdServer#stop()} deletes
         * its file. Systems allow about 100 bytes for the path.
         */
        public Builder unixSocket(Path path) {
            this.unixSocket = Optional.of(path);
            return this;
        }

        /**
         * Default false. Whether Unix connections are read as the Datadog agent reads them: in frames of 1 to 8192
         * bytes of lines, each preceded by its length in four bytes, lowest first. A frame of another length ends the
         * connection; that frame, and an incomplete last one, are bad lines.
         */
        public Builder unixFrames(boolean on) {
            this.unixFrames = on;
            return this;
        }

        /**
         * Default false: every line is good that any server accepts. If true, lines are judged as the reference server,
         * statsd 0.9, judges them, and metrics are what it makes of them: names lose what Graphite could not take,
         * DogStatsD tags become part of the name, each unknown type is a counter, and streams are read as 7-bit ASCII.
         * A line of which it accepts only some metrics is bad, and those metrics count. Unlike in statsd, tags in
         * another order are the same series.
         */
        public Builder strict(boolean on) {
            this.strict = on;
            return this;
        }

        /** Default true. Whether to listen on TCP. */
        public Builder tcp(boolean on) {
            this.tcp = on;
            return this;
        }

        /** Default true. Whether to listen on UDP. */
        public Builder udp(boolean on) {
            this.udp = on;
            return this;
        }

        /** Default 65,536 bytes, without the newline. A longer line is bad and truncated to this. 1 to 1 GiB. */
        public Builder maxLineBytes(int bytes) {
            this.maxLineBytes = bytes;
            return this;
        }

        /**
         * Default 100,000. How many series the totals keep, and how many members over all sets; further ones are only
         * counted in {@link StatsdServer#metricsBeyondMaxSeries()}. 0 or more.
         */
        public Builder maxSeries(int series) {
            this.maxSeries = series;
            return this;
        }

        /**
         * Default 1,000,000. How many of the first lines, with their metrics, are kept; at most 256 MiB of text.
         * Further ones are only counted and added to the totals. With 0, the cheapest, only totals are kept. 0 or more.
         */
        public Builder retainedLines(int lines) {
            this.retainedLines = lines;
            return this;
        }

        /**
         * Default 0: left to the system. Bytes that the system may hold for a TCP connection that the server does not
         * read; with a small value, {@link StatsdServer#stall()} takes effect early. 0 or more.
         */
        public Builder tcpReceiveBuffer(int bytes) {
            this.tcpReceiveBuffer = bytes;
            return this;
        }

        /**
         * Default 4 MiB. Bytes of datagrams that the system may hold until they are read; it may allow less. 1 or more.
         */
        public Builder udpReceiveBuffer(int bytes) {
            this.udpReceiveBuffer = bytes;
            return this;
        }

        /**
         * Starts the server.
         *
         * @throws IllegalArgumentException if a setting is out of its range, or there is nothing to listen on
         * @throws UncheckedIOException if it cannot listen, for example because the port is taken
         */
        public StatsdServer start() {
            check("port", port, 0, 65_535);
            check("maxLineBytes", maxLineBytes, 1, 1 << 30);
            check("maxSeries", maxSeries, 0, Integer.MAX_VALUE);
            check("retainedLines", retainedLines, 0, Integer.MAX_VALUE);
            check("tcpReceiveBuffer", tcpReceiveBuffer, 0, Integer.MAX_VALUE);
            check("udpReceiveBuffer", udpReceiveBuffer, 1, Integer.MAX_VALUE);
            if (!tcp && !udp && unixSocket.isEmpty()) {
                throw new IllegalArgumentException("tcp and udp are off and there is no unixSocket");
            }
            Parser parser = strict ? Parser.REFERENCE : Parser.LENIENT;
            return new StatsdServer(
                    listening(), reading(), new Retention(maxLineBytes, maxSeries, retainedLines, parser));
        }

        private Listening listening() {
            return new Listening(LOOPBACK, port, tcp, udp, unixSocket.orElse(null), tcpReceiveBuffer, udpReceiveBuffer);
        }

        private Reading reading() {
            Reading.Framing framing = unixFrames ? Reading.Framing.FRAMES : Reading.Framing.LINES;
            return new Reading(maxLineBytes, framing, strict, Integer.MAX_VALUE);
        }

        private static void check(String setting, int value, int min, int max) {
            if (value < min || value > max) {
                throw new IllegalArgumentException(setting + " " + value + " is not in " + min + ".." + max);
            }
        }
    }
}
