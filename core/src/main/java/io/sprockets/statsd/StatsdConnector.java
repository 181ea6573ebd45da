package io.sprockets.statsd;

import static java.util.Objects.requireNonNull;

import io.sprockets.statsd.sender.Sender;
import io.sprockets.statsd.sender.SenderCounts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Sends metrics to a StatsD server. It keeps a connection to the server, holds in order what is recorded while there is
 * none, and accounts for every metric. Any thread may use it.
 *
 * <pre>{@code
 * StatsdConnector statsd = StatsdConnector.builder().host("127.0.0.1").prefix("applications.my-service").build();
 * statsd.start();
 * statsd.incr("orders.placed");
 * statsd.close();
 * }</pre>
 *
 * <p>What is recorded before {@link #start} waits in the queue; after {@link #stop} it is dropped and counted. Between
 * the two the connector has one daemon thread.
 */
public final class StatsdConnector extends View implements AutoCloseable {
    private final boolean enabled;
    private final Intake intake;
    private final Sender sender;

    private StatsdConnector(ConnectorSettings settings, Intake intake, Sender sender) {
        super(intake, Namespace.of(settings.prefix, settings.typePrefixes));
        this.enabled = settings.enabled;
        this.intake = intake;
        this.sender = sender;
        if (!enabled) {
            sender.queue().close();
        }
    }

    /** A builder with every setting at its default. */
    public static Builder builder() {
        return new Builder(new ConnectorSettings());
    }

    /**
     * A builder set by {@code STATSD_HOST}, {@code STATSD_PORT}, {@code STATSD_PREFIX}, {@code STATSD_PROTOCOL}
     * ({@code tcp}, {@code udp}, or {@code unix} with the socket's path as host) and {@code STATSD_ENABLED} (an integer
     * other than 0, or {@code on}, {@code t}, {@code true}, {@code yes} in any case; anything else disables). What is set
     * on the builder then comes first.
     *
     * @throws IllegalArgumentException if a variable cannot be read
     */
    public static Builder fromEnvironment() {
        return fromEnvironment(System.getenv());
    }

    /** As {@link #fromEnvironment()}, with these variables. */
    public static Builder fromEnvironment(Map<String, String> variables) {
        ConnectorSettings settings = new ConnectorSettings();
        Environment.read(variables, settings);
        return new Builder(settings);
    }

    /**
     * Starts to connect and send. It does not wait for the server; starting a connector that runs does nothing.
     *
     * @return completes when the sender runs
     */
    public CompletableFuture<Void> start() {
        return enabled ? sender.start() : CompletableFuture.completedFuture(null);
    }

    /**
     * Stops: from now on metrics are dropped and counted as {@link DropReason#CLOSED}, those that wait are sent, and the
     * server's confirmation is awaited. What could not be sent when the stop timeout is over is dropped and counted too.
     * Stopping twice, or without a start, is safe; {@link #start} works again afterwards.
     *
     * @return completes within the stop timeout, on the sender's thread, and never with a failure
     */
    public CompletableFuture<StopReport> stop() {
        return sender.stop().thenApply(this::report);
    }

    /** Stops and waits until the sender's thread is gone. An interrupt does not cut that short; it is kept for later. */
    @Override
    public void close() {
        sender.stop().join(); // it has a deadline, and no interrupt shortens it
        sender.awaitEnd();
    }

    /** The ledger: what became of every metric recorded so far. It is meant to be read often. */
    public ConnectorStats stats() {
        if (!enabled) {
            return ConnectorStats.NONE;
        }
        SenderCounts counts = sender.counts();
        long waiting = sender.queue().waitingBeyond(counts.settled());
        Map<DropReason, Long> dropped = intake.dropped();
        dropped.merge(DropReason.CLOSED, counts.closed(), Long::sum);
        return new ConnectorStats(
                counts.sent(),
                waiting + counts.drained() - counts.sent() - counts.closed(),
                0,
                dropped,
                counts.connected(),
                Math.max(counts.connects() - 1, 0),
                counts.bytes());
    }

    private StopReport report(boolean confirmed) {
        ConnectorStats stats = stats();
        return new StopReport(confirmed, stats.sent(), stats.dropped());
    }

    /** Says how a connector is to be. A null is refused at once, any other wrong value by {@link #build}. */
    public static final class Builder {
        private final ConnectorSettings settings;

        private Builder(ConnectorSettings settings) {
            this.settings = settings;
        }

        /** None, required but for {@link Protocol#UNIX}: name or address of the server. */
        public Builder host(String host) {
            settings.host = requireNonNull(host, "host");
            return this;
        }

        /** 8125: port of the server, 1 to 65535. */
        public Builder port(int port) {
            settings.port = port;
            return this;
        }

        /** None: path of the server's Unix stream socket. It sets the protocol too. */
        public Builder unixSocket(Path path) {
            settings.unixSocket = requireNonNull(path, "unixSocket");
            return protocol(Protocol.UNIX);
        }

        /** {@link Protocol#TCP}. */
        public Builder protocol(Protocol protocol) {
            settings.protocol = requireNonNull(protocol, "protocol");
            return this;
        }

        /** None: what every path begins with, without the dot that follows it. An empty one is none. */
        public Builder prefix(String prefix) {
            settings.prefix = requireNonNull(prefix, "prefix");
            return this;
        }

        /** True: whether {@code counters.}, {@code gauges.}, {@code timers.} and so on follow the prefix. */
        public Builder typePrefixes(boolean typePrefixes) {
            settings.typePrefixes = typePrefixes;
            return this;
        }

        /** 1 MiB: memory for lines between the callers and the sender, 1 KiB to 256 MiB, rounded down to a power of two. */
        public Builder queueBytes(int bytes) {
            settings.queueBytes = bytes;
            return this;
        }

        /** 8 MiB: memory for lines that wait for the server. */
        public Builder backlogBytes(long bytes) {
            settings.backlogBytes = bytes;
            return this;
        }

        /** 1432, which fits an Ethernet frame: the most bytes in one UDP datagram, 64 to 65507. */
        public Builder packetBytes(int bytes) {
            settings.packetBytes = bytes;
            return this;
        }

        /** 1 s to 30 s: delay between attempts to connect; it doubles from the shortest to the longest, with jitter. */
        public Builder reconnectBackoff(Duration min, Duration max) {
            settings.shortestBackoff = requireNonNull(min, "reconnectBackoff min");
            settings.longestBackoff = requireNonNull(max, "reconnectBackoff max");
            return this;
        }

        /** 10 s: how long one attempt to connect may take. */
        public Builder connectTimeout(Duration timeout) {
            settings.connectTimeout = requireNonNull(timeout, "connectTimeout");
            return this;
        }

        /** 30 s: after so long without taking a byte of what waits, the server is given up and connected again. */
        public Builder writeTimeout(Duration timeout) {
            settings.writeTimeout = requireNonNull(timeout, "writeTimeout");
            return this;
        }

        /** 5 s: how long a stop may take. */
        public Builder stopTimeout(Duration timeout) {
            settings.stopTimeout = requireNonNull(timeout, "stopTimeout");
            return this;
        }

        /** True: a connector that is not enabled accepts everything, does nothing, and needs no host. */
        public Builder enabled(boolean enabled) {
            settings.enabled = enabled;
            return this;
        }

        /**
         * Makes the connector, which then has to be started.
         *
         * @throws IllegalArgumentException if a setting is wrong; the message names it and its value
         */
        public StatsdConnector build() {
            settings.check();
            Sender sender = new Sender(settings.queueBytes, settings.transports(), settings.forSender());
            return new StatsdConnector(settings, new Intake(sender.queue()), sender);
        }
    }
}
