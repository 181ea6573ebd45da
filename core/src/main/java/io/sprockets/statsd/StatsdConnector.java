package io.sprockets.statsd;

import static java.util.Objects.requireNonNull;

import io.sprockets.statsd.call.Recorder;
import io.sprockets.statsd.call.View;
import io.sprockets.statsd.ledger.Balance;
import io.sprockets.statsd.ledger.Entry;
import io.sprockets.statsd.ledger.Ledger;
import io.sprockets.statsd.sender.ExitHook;
import io.sprockets.statsd.sender.LedgerTelemetry;
import io.sprockets.statsd.sender.Sender;
import io.sprockets.statsd.settings.ConnectorPlan;
import io.sprockets.statsd.settings.ConnectorSettings;
import io.sprockets.statsd.settings.Words;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

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
 * <p>What is recorded before {@link #start} waits in the queue, as far as that has room; after {@link #stop} it is dropped and counted. Between
 * the two the connector has one daemon thread, and for a moment a second one whenever a name is looked up.
 */
public final class StatsdConnector implements Statsd, AutoCloseable {
    private final View view; // that records in the scope of all that it sends
    private final boolean enabled;
    private final Dialect dialect;
    private final String prefix;
    private final String description; // of where it sends
    private final Ledger ledger;
    private final Sender sender;
    private final @Nullable ExitHook exit; // null unless it closes at exit

    private StatsdConnector(ConnectorPlan plan, Ledger ledger, Sender sender) {
        this.view = new View(plan.recorder(sender, ledger, plan.settings().flow.overflow), plan.scope());
        this.enabled = plan.enabled();
        this.dialect = plan.dialect();
        this.prefix = plan.prefix();
        this.description = plan.description();
        this.ledger = ledger;
        this.sender = sender;
        this.exit = plan.settings().times.closeAtExit && enabled ? new ExitHook(this::close) : null;
        if (!enabled) {
            sender.queue().close();
        }
    }

    /** A builder with every setting at its default. */
    public static Builder builder() {
        return new Builder(new ConnectorSettings());
    }

    /**
     * A builder for which the environment says what it is not told:
     *
     * <ul>
     *   <li>{@code STATSD_HOST}: name or address of the server; several, separated by commas; or the path of its Unix socket
     *   <li>{@code STATSD_PORT}
     *   <li>{@code STATSD_PROTOCOL}: {@code tcp}, {@code udp}, {@code unix} or {@code unixgram}
     *   <li>{@code STATSD_PREFIX}
     *   <li>{@code STATSD_ENABLED}: an integer other than 0, or {@code on}, {@code t}, {@code true}, {@code yes} in any case;
     *       anything else disables the connector, and then no other variable is read
     * </ul>
     *
     * <p>In {@link Dialect#DOGSTATSD} also what Datadog's clients read: {@code DD_DOGSTATSD_URL} ({@code udp://host:port},
     * {@code tcp://host:port}, {@code unix:///path} for datagrams or {@code unixstream:///path}), or else
     * {@code DD_AGENT_HOST} and {@code DD_DOGSTATSD_PORT}, name the server if nothing above does, over UDP if nothing else
     * was said; {@code DD_ENTITY_ID}, {@code DD_ENV}, {@code DD_SERVICE} and {@code DD_VERSION} are constant tags; the
     * {@link Builder#origin origin} is what {@link Origin#detected()} finds.
     *
     * <p>A blank variable is not set, and white space around a value does not count. {@link Builder#build} throws if one
     * cannot be read, and names it. A port such as {@code tcp://10.0.0.7:8125}, which Kubernetes sets for a service named
     * {@code statsd}, is ignored, and the log says so.
     */
    public static Builder fromEnvironment() {
        return fromEnvironment(System.getenv());
    }

    /** As {@link #fromEnvironment()}, with these variables. */
    public static Builder fromEnvironment(Map<String, String> variables) {
        ConnectorSettings settings = new ConnectorSettings();
        settings.environment = Words.of(variables);
        return new Builder(settings);
    }

    /**
     * Starts to connect and send. It does not wait for the server; starting a connector that runs does nothing.
     *
     * @return completes when the sender runs
     */
    public CompletableFuture<Void> start() {
        if (!enabled) {
            Sender.sayDisabled();
            return CompletableFuture.completedFuture(null);
        }
        return exit == null ? sender.start() : exit.around(sender::start);
    }

    /**
     * Stops: from now on metrics are dropped and counted as {@link DropReason#CLOSED}, those that wait are sent, and the
     * server's confirmation is awaited. What could not be sent when the stop timeout is over is dropped and counted too.
     * Stopping twice, or without a start, is safe; {@link #start} works again afterwards.
     *
     * @return completes within the stop timeout, on the sender's thread if it ran, and never with a failure
     */
    public CompletableFuture<StopReport> stop() {
        return enabled
                ? stopSender().thenApply(this::report)
                : CompletableFuture.completedFuture(new StopReport(false, 0, 0));
    }

    /**
     * Waits until everything recorded before this call has been handed over, and with confirmed delivery read by the
     * server. It blocks; a platform that freezes the process between two requests is what it is for.
     *
     * @param timeout how long to wait at most
     * @return true if all of it was handed over, or none was waiting; false if that took too long or the connector does not
     *     run. What was dropped meanwhile is in {@link #stats}
     */
    public boolean flush(Duration timeout) {
        return !enabled || sender.flush(timeout);
    }

    /** Stops and waits until the sender's thread is gone. An interrupt does not cut that short; it is kept for later. */
    @Override
    public void close() {
        if (!enabled) {
            return;
        }
        if (exit == null) {
            sender.close();
        } else {
            exit.until(sender::close);
        }
    }

    /** What the server understands, as it was set. */
    public Dialect dialect() {
        return dialect;
    }

    /** What every path begins with, as it was set, without the dot that follows it; empty if there is none. */
    public String prefix() {
        return prefix;
    }

    @Override
    public String toString() {
        return "StatsdConnector to " + description;
    }

    private CompletableFuture<Boolean> stopSender() {
        return exit == null ? sender.stop() : exit.until(sender::stop);
    }

    /**
     * Passes on a line that another client has made, for programs that stand between a service and its server. It gets no
     * prefix and no tags and is not sampled. Whether the server understands it is for its maker to see to.
     *
     * @param line without its newline. If it has a control character, or no {@code :} or {@code |}, it is no line, and dropped
     *     as {@link DropReason#INVALID}
     */
    public void relay(String line) {
        view.relay(line);
    }

    /**
     * The series that were recorded, each with the value that it had last, for those who look at a running service. The key
     * is the line as it is sent, without its value: {@code orders.placed:|c|#region:eu}. The value is NaN for a set, and for an
     * instrument that has not recorded yet; that of a bound counter which is merged is its last sum. Metrics that were injected
     * or relayed are not here.
     *
     * @return empty unless {@link Builder#lastValues} says otherwise
     */
    public Map<String, Double> lastValues() {
        return sender.table().lastValues();
    }

    /** The ledger: what became of every metric recorded so far. It is meant to be read often. */
    public ConnectorStats stats() {
        if (!enabled) {
            return ConnectorStats.NONE;
        }
        Balance balance = ledger.balance();
        long late = sender.late(balance);
        Map<DropReason, Long> dropped = ledger.dropped(balance);
        if (late > 0) {
            dropped.merge(DropReason.CLOSED, late, Long::sum);
        }
        return new ConnectorStats(
                balance.count(Entry.SENT),
                sender.pending(balance),
                balance.count(Entry.FOLDED),
                dropped,
                balance.count(Entry.CONFIRMED),
                balance.count(Entry.REPLAYED),
                balance.connected(),
                Math.max(balance.count(Entry.CONNECTS) - 1, 0),
                balance.count(Entry.BYTES));
    }

    @Override
    public void incr(String path) {
        view.incr(path);
    }

    @Override
    public void incr(String path, long amount) {
        view.incr(path, amount);
    }

    @Override
    public void incr(String path, double amount) {
        view.incr(path, amount);
    }

    @Override
    public void decr(String path) {
        view.decr(path);
    }

    @Override
    public void decr(String path, long amount) {
        view.decr(path, amount);
    }

    @Override
    public void gauge(String path, long value) {
        view.gauge(path, value);
    }

    @Override
    public void gauge(String path, double value) {
        view.gauge(path, value);
    }

    @Override
    public void gaugeDelta(String path, long delta) {
        view.gaugeDelta(path, delta);
    }

    @Override
    public void gaugeDelta(String path, double delta) {
        view.gaugeDelta(path, delta);
    }

    @Override
    public void timing(String path, Duration duration) {
        view.timing(path, duration);
    }

    @Override
    public void timing(String path, double seconds) {
        view.timing(path, seconds);
    }

    @Override
    public Timer timer(String path) {
        return view.timer(path);
    }

    @Override
    public <T extends @Nullable Object> T time(String path, Callable<T> body) throws Exception {
        return view.time(path, body);
    }

    @Override
    public <T extends @Nullable Object> CompletionStage<T> time(String path, CompletionStage<T> stage) {
        return view.time(path, stage);
    }

    @Override
    public void histogram(String path, long value) {
        view.histogram(path, value);
    }

    @Override
    public void histogram(String path, double value) {
        view.histogram(path, value);
    }

    @Override
    public void distribution(String path, long value) {
        view.distribution(path, value);
    }

    @Override
    public void distribution(String path, double value) {
        view.distribution(path, value);
    }

    @Override
    public void set(String path, String member) {
        view.set(path, member);
    }

    @Override
    public void injectMetric(String path, String value, String typeCode) {
        view.injectMetric(path, value, typeCode);
    }

    @Override
    public void event(Event event) {
        view.event(event);
    }

    @Override
    public void serviceCheck(ServiceCheck check) {
        view.serviceCheck(check);
    }

    @Override
    public Statsd scoped(String segment) {
        return view.scoped(segment);
    }

    @Override
    public Statsd bare() {
        return view.bare();
    }

    @Override
    public Statsd tagged(Tags tags) {
        return view.tagged(tags);
    }

    @Override
    public Statsd sampled(double rate) {
        return view.sampled(rate);
    }

    @Override
    public Statsd presampled(double rate) {
        return view.presampled(rate);
    }

    @Override
    public Statsd at(Instant time) {
        return view.at(time);
    }

    @Override
    public Counter counter(String path) {
        return view.counter(path);
    }

    @Override
    public Gauge gauge(String path) {
        return view.gauge(path);
    }

    @Override
    public Timing timing(String path) {
        return view.timing(path);
    }

    @Override
    public Histogram histogram(String path) {
        return view.histogram(path);
    }

    @Override
    public Histogram histogram(String path, String typeCode) {
        return view.histogram(path, typeCode);
    }

    @Override
    public Histogram distribution(String path) {
        return view.distribution(path);
    }

    @Override
    public MemberSet set(String path) {
        return view.set(path);
    }

    private StopReport report(boolean confirmed) {
        ConnectorStats stats = stats();
        return new StopReport(confirmed, stats.sent(), stats.dropped());
    }

    /** Configures a connector. Durations are above zero and at most 36,500 days where not said otherwise. A null is refused at once, any other wrong value by {@link #build}. */
    public static final class Builder {
        private final ConnectorSettings settings;

        private Builder(ConnectorSettings settings) {
            this.settings = settings;
        }

        /** None, required but for a Unix socket: name or address of the server. */
        public Builder host(String host) {
            return hosts(requireNonNull(host, "host"));
        }

        /**
         * None: names or addresses of several servers, which all have the same port. One of them is used at a time; they are
         * tried in random order.
         */
        public Builder hosts(String... hosts) {
            settings.server.hosts = List.of(hosts);
            return this;
        }

        /** 8125: port of the server, 1 to 65535. */
        public Builder port(int port) {
            settings.server.port = port;
            return this;
        }

        /** None: path of the server's Unix stream socket. It sets the protocol too. */
        public Builder unixSocket(Path path) {
            settings.server.socket = requireNonNull(path, "unixSocket");
            return protocol(Protocol.UNIX);
        }

        /** None: path of the server's Unix datagram socket. It sets the protocol too; see {@link Protocol#UNIX_DATAGRAM}. */
        public Builder unixDatagramSocket(Path path) {
            settings.server.socket = requireNonNull(path, "unixDatagramSocket");
            return protocol(Protocol.UNIX_DATAGRAM);
        }

        /** {@link Protocol#TCP}: how lines reach the server. */
        public Builder protocol(Protocol protocol) {
            settings.server.protocol = requireNonNull(protocol, "protocol");
            return this;
        }

        /** None: hosts and port, or the path of a Unix socket, and the protocol, all at once. */
        public Builder server(ServerAddress address) {
            settings.server.set(requireNonNull(address, "server"));
            return this;
        }

        /** None: what every path begins with, without the dot that follows it. An empty one is none. */
        public Builder prefix(String prefix) {
            settings.names.prefix = requireNonNull(prefix, "prefix");
            return this;
        }

        /** True: whether {@code counters.}, {@code gauges.}, {@code timers.} and so on follow the prefix. */
        public Builder typePrefixes(boolean typePrefixes) {
            settings.names.typePrefixes = typePrefixes;
            return this;
        }

        /** {@link Dialect#STATSD}: what the server understands. */
        public Builder dialect(Dialect dialect) {
            settings.names.dialect = requireNonNull(dialect, "dialect");
            return this;
        }

        /** None: tags of every metric. */
        public Builder constantTags(Tags tags) {
            settings.names.constantTags = requireNonNull(tags, "constantTags");
            return this;
        }

        /**
         * False: whether a segment, tag, or path of a bound instrument that could not be sent as it is makes the call throw that
         * makes the view or instrument, or {@link #build} for constant tags. Recording never throws; there it is cleaned as
         * always.
         */
        public Builder strictNames(boolean strict) {
            settings.names.strict = strict;
            return this;
        }

        /**
         * {@link Origin#NONE}, or what {@link Origin#detected()} finds if the builder is set by the environment: who sends the
         * metrics. For {@link Dialect#DOGSTATSD}.
         */
        public Builder origin(Origin origin) {
            settings.names.origin = requireNonNull(origin, "origin");
            return this;
        }

        /** 1 MiB: memory for lines between the callers and the sender, 1 KiB to 256 MiB, rounded down to a power of two. */
        public Builder queueBytes(int bytes) {
            settings.flow.queueBytes = bytes;
            return this;
        }

        /** 8 MiB: memory for lines that wait for the server or its confirmation, more than 0; one chunk at least is used. */
        public Builder backlogBytes(long bytes) {
            settings.flow.backlogBytes = bytes;
            return this;
        }

        /**
         * Default 1432 over UDP, which fits an Ethernet frame; 8192 over a Unix datagram socket, and over UDP to
         * {@code localhost} or another loopback address in the dialects {@link Dialect#DOGSTATSD} and
         * {@link Dialect#INFLUXDB}, whose servers read that. The most bytes in one datagram, 64 to 65507. On streams, the
         * most bytes in one line.
         */
        public Builder packetBytes(int bytes) {
            settings.flow.packetBytes = bytes;
            return this;
        }

        /**
         * 1 s to 30 s: delay between attempts to connect; it doubles from the shortest to the longest, each cut by up to half
         * at random. After a good connection the first attempt comes after a tenth of the shortest.
         */
        public Builder reconnectBackoff(Duration min, Duration max) {
            settings.times.shortestBackoff = requireNonNull(min, "reconnectBackoff min");
            settings.times.longestBackoff = requireNonNull(max, "reconnectBackoff max");
            return this;
        }

        /** 10 s: how long one attempt to connect may take. */
        public Builder connectTimeout(Duration timeout) {
            settings.times.connectTimeout = requireNonNull(timeout, "connectTimeout");
            return this;
        }

        /**
         * 30 s: after so long without a byte taken of what waits, or without the answer to a half-close, the connection is given
         * up and made anew.
         */
        public Builder writeTimeout(Duration timeout) {
            settings.times.writeTimeout = requireNonNull(timeout, "writeTimeout");
            return this;
        }

        /** 5 s: how long a stop may take, zero or more. */
        public Builder stopTimeout(Duration timeout) {
            settings.times.stopTimeout = requireNonNull(timeout, "stopTimeout");
            return this;
        }

        /** Off: after so long, less up to a tenth at random, a stream is replaced by a new one, without a gap. */
        public Builder maxConnectionAge(Duration age) {
            settings.times.maxConnectionAge = requireNonNull(age, "maxConnectionAge");
            return this;
        }

        /**
         * 2 min: a stream over which nothing was sent for so long is replaced before it is written to, since a balancer may have
         * forgotten it. Where the JDK can, the kernel also asks an idle peer each minute whether it is there.
         */
        public Builder maxConnectionIdle(Duration idle) {
            settings.times.maxConnectionIdle = requireNonNull(idle, "maxConnectionIdle");
            return this;
        }

        /** 60 s: how often the host's name is looked up again over UDP; a stream does it when it reconnects. */
        public Builder resolveEvery(Duration interval) {
            settings.times.resolveEvery = requireNonNull(interval, "resolveEvery");
            return this;
        }

        /** {@link Overflow#DROP_NEWEST}: what becomes of a metric for which the queue has no room. */
        public Builder overflow(Overflow overflow) {
            settings.flow.overflow = requireNonNull(overflow, "overflow");
            return this;
        }

        /** {@link Delivery#AT_MOST_ONCE}: what is done about lines that a server may not have read; not over datagrams. */
        public Builder delivery(Delivery delivery) {
            settings.flow.delivery = requireNonNull(delivery, "delivery");
            return this;
        }

        /** {@link Aggregation#OFF}: how often metrics of one series are merged into one line. */
        public Builder aggregation(Duration interval) {
            return aggregation(Aggregation.every(interval));
        }

        /** {@link Aggregation#OFF}: how metrics of one series are merged. */
        public Builder aggregation(Aggregation aggregation) {
            settings.flow.aggregation = requireNonNull(aggregation, "aggregation");
            return this;
        }

        /** 10,000, more than 0: the most series that are merged at a time. Members of sets count to {@link #foldBytes}. */
        public Builder maxSeries(int series) {
            settings.flow.maxSeries = series;
            return this;
        }

        /**
         * 8 MiB, more than 0: memory for all that is merged: series, values of timers, and members of sets, which take half of it at
         * most. When it is used up, what is merged is passed on early, as long as the backlog has room; after that timers keep
         * fewer values, and, while the server takes nothing, what would need more memory is dropped as
         * {@link DropReason#TOO_MANY_SERIES}.
         */
        public Builder foldBytes(long bytes) {
            settings.flow.foldBytes = bytes;
            return this;
        }

        /** {@link ConnectorListener#NONE}: who is told of connections and drops. */
        public Builder listener(ConnectorListener listener) {
            settings.listener = requireNonNull(listener, "listener");
            return this;
        }

        /**
         * Off: a prefix under which the connector reports its own ledger every 10 s, as counters {@code sent},
         * {@code folded}, {@code connects}, {@code bytes}, {@code dropped.<reason>} and the gauge {@code pending}. These
         * metrics are in the ledger too.
         */
        public Builder telemetry(String prefix) {
            settings.telemetry = requireNonNull(prefix, "telemetry");
            return this;
        }

        /**
         * False: whether the last value of each series is kept, for {@link StatsdConnector#lastValues}. It takes about 100 bytes for each
         * series, and the length of its line if its tags are given with each call; there are at most twice {@link #maxSeries}.
         */
        public Builder lastValues(boolean keep) {
            settings.lastValues = keep;
            return this;
        }

        /**
         * False: whether the connector is closed when the JVM ends, if it runs then. What waits is sent, as far as
         * {@link #stopTimeout} allows; what other shutdown hooks record at that moment may be dropped. A connector that a
         * framework stops does not need it.
         */
        public Builder closeAtExit(boolean close) {
            settings.times.closeAtExit = close;
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
            ConnectorPlan plan = settings.plan();
            Ledger ledger = new Ledger();
            Sender sender = new Sender(
                    settings.flow.queueBytes, plan.transports(), plan.forSender(), settings.listener, ledger);
            if (settings.lastValues) {
                sender.table().keepValues();
            }
            if (settings.telemetry != null) {
                Recorder own = plan.recorder(sender, ledger, Overflow.DROP_NEWEST);
                View view = new View(own, plan.scope().scoped(settings.telemetry));
                sender.reportTo(new LedgerTelemetry(view, ledger, sender));
            }
            return new StatsdConnector(plan, ledger, sender);
        }
    }
}
