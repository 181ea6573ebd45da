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
import io.sprockets.statsd.sender.Waiting;
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
 * Sends metrics to a StatsD server. It keeps a connection to the server, holds metrics in order while there is none,
 * and accounts for every metric. Any thread may use it.
 *
 * <pre>{@code
 * StatsdConnector statsd = StatsdConnector.builder().host("127.0.0.1").prefix("applications.my-service").build();
 * statsd.start();
 * statsd.incr("orders.placed");
 * statsd.close();
 * }</pre>
 *
 * <p>Metrics recorded before {@link #start} wait in the queue while it has room; metrics recorded after {@link #stop}
 * are dropped and counted. In between, the connector has one daemon thread, and briefly a second one for each name
 * lookup.
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

    /** Returns a builder with every setting at its default. */
    public static Builder builder() {
        return new Builder(new ConnectorSettings());
    }

    /**
     * Returns a builder that takes settings from the environment. Setters override variables:
     *
     * <ul>
     *   <li>{@code STATSD_HOST}: name or address of the server; several, separated by commas; or the path of its Unix
     *       socket
     *   <li>{@code STATSD_PORT}
     *   <li>{@code STATSD_PROTOCOL}: {@code tcp}, {@code tls}, {@code udp}, {@code unix} or {@code unixgram}
     *   <li>{@code STATSD_PREFIX}
     *   <li>{@code STATSD_ENABLED}: an integer other than 0, or {@code on}, {@code t}, {@code true}, {@code yes} in any
     *       case; anything else disables the connector, and no other variable is read
     * </ul>
     *
     * <p>In {@link Dialect#DOGSTATSD} it also reads the variables of Datadog's clients. {@code DD_DOGSTATSD_URL}
     * ({@code udp://host:port}, {@code tcp://host:port}, {@code unix:///path} for datagrams or {@code
     * unixstream:///path}), or else {@code DD_AGENT_HOST} and {@code DD_DOGSTATSD_PORT}, name the server if nothing
     * above does, over UDP by default. {@code DD_ENTITY_ID}, {@code DD_ENV}, {@code DD_SERVICE} and {@code DD_VERSION}
     * become constant tags. The {@link Builder#origin origin} is {@link Origin#detected()}.
     *
     * <p>A blank variable counts as not set, and white space around a value is trimmed. {@link Builder#build} throws if
     * a value is invalid, and names the variable. A port such as {@code tcp://10.0.0.7:8125}, which Kubernetes sets for
     * a service named {@code statsd}, is ignored, and the log says so.
     */
    public static Builder fromEnvironment() {
        return fromEnvironment(System.getenv());
    }

    /** Like {@link #fromEnvironment()}, with the given variables. */
    public static Builder fromEnvironment(Map<String, String> variables) {
        ConnectorSettings settings = new ConnectorSettings();
        settings.environment = Words.of(variables);
        return new Builder(settings);
    }

    /**
     * Starts to connect and send. It does not wait for the server. Starting a running connector does nothing.
     *
     * @return a future that completes when the sender runs
     */
    public CompletableFuture<Void> start() {
        if (!enabled) {
            Sender.sayDisabled();
            return CompletableFuture.completedFuture(null);
        }
        return exit == null ? sender.start() : exit.around(sender::start);
    }

    /**
     * Stops. New metrics are dropped and counted as {@link DropReason#CLOSED}, waiting metrics are sent, and the
     * server's confirmation is awaited. What is not sent within the stop timeout is dropped and counted too. Stopping
     * twice, or without a start, is safe. {@link #start} works again afterwards.
     *
     * @return a future that completes soon after the stop timeout at the latest, and never exceptionally. It completes
     *     on a separate thread, so dependents may be slow
     */
    public CompletableFuture<StopReport> stop() {
        return enabled
                ? stopSender().thenApply(this::report)
                : CompletableFuture.completedFuture(new StopReport(false, 0, 0));
    }

    /**
     * Waits until everything recorded before this call has been handed over and, with confirmed delivery, read by the
     * server. It blocks; use it on platforms that freeze the process between two requests.
     *
     * @param timeout how long to wait at most
     * @return true if everything was handed over, or nothing was waiting; false after the timeout, or at once if
     *     something waits and the connector does not run. Drops in the meantime are in {@link #stats}
     */
    public boolean flush(Duration timeout) {
        return !enabled || sender.flush(timeout);
    }

    /**
     * Stops and waits until the sender thread is gone. An interrupt does not shorten the wait; the interrupt flag is
     * kept.
     */
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

    /** The dialect, as configured. */
    public Dialect dialect() {
        return dialect;
    }

    /** The prefix of every path, as configured, without the dot that follows it; empty for none. */
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
     * Forwards a line made by another client, for programs between a service and its server. It gets no prefix and no
     * tags, and is not sampled. The line's author is responsible for its syntax.
     *
     * @param line without its newline. Dropped as {@link DropReason#INVALID} if it has a control character, or lacks
     *     {@code :} or {@code |}
     */
    public void relay(String line) {
        view.relay(line);
    }

    /**
     * Forwards the bytes of such a line unchanged, whether or not they are UTF-8.
     *
     * @param line without its newline. Dropped as {@link DropReason#INVALID} if it has an ASCII control character, or
     *     lacks {@code :} or {@code |}
     */
    public void relay(byte[] line) {
        view.relay(line);
    }

    /**
     * The recorded series, each with its last value, for looking at a running service. The key is the line without its
     * value: {@code orders.placed:|c|#region:eu}. The value is NaN for a set, and for an instrument that has not
     * recorded yet; for a counter that is merged it is the last sum. Injected and relayed metrics are not included, nor
     * are series beyond twice {@link Builder#maxSeries}.
     *
     * @return empty unless {@link Builder#lastValues} is set
     */
    public Map<String, Double> lastValues() {
        return sender.table().lastValues();
    }

    /** The ledger: what became of every metric recorded so far. It is cheap enough to read often. */
    public ConnectorStats stats() {
        if (!enabled) {
            return ConnectorStats.NONE;
        }
        Balance balance = ledger.balance();
        Waiting waiting = sender.waiting(balance);
        Map<DropReason, Long> dropped = ledger.dropped(balance);
        if (waiting.late() > 0) {
            dropped.merge(DropReason.CLOSED, waiting.late(), Long::sum);
        }
        return new ConnectorStats(
                balance.count(Entry.SENT),
                waiting.pending(),
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

    /**
     * Configures a connector. Unless a setter says otherwise, durations are above zero and at most 36,500 days. A
     * setter refuses null at once; {@link #build} refuses any other wrong value.
     */
    public static final class Builder {
        private final ConnectorSettings settings;

        private Builder(ConnectorSettings settings) {
            this.settings = settings;
        }

        /** The server's name or address. No default; required unless the server is a Unix socket. */
        public Builder host(String host) {
            return hosts(requireNonNull(host, "host"));
        }

        /**
         * Names or addresses of several servers, all on the same port. No default. The connector uses one of them at a
         * time and tries them in random order.
         */
        public Builder hosts(String... hosts) {
            settings.server.hosts = List.of(hosts);
            return this;
        }

        /** Default 8125. The server's port, 1 to 65535. */
        public Builder port(int port) {
            settings.server.port = port;
            return this;
        }

        /** The path of the server's Unix stream socket. No default. Also sets the protocol. */
        public Builder unixSocket(Path path) {
            settings.server.socket = requireNonNull(path, "unixSocket");
            return protocol(Protocol.UNIX);
        }

        /**
         * The path of the server's Unix datagram socket. No default. Also sets the protocol; see {@link
         * Protocol#UNIX_DATAGRAM}.
         */
        public Builder unixDatagramSocket(Path path) {
            settings.server.socket = requireNonNull(path, "unixDatagramSocket");
            return protocol(Protocol.UNIX_DATAGRAM);
        }

        /**
         * Default {@link Tls#system()} with {@link Protocol#TLS}. Which authorities to trust over TLS. Also sets the
         * protocol. Nothing is sent in plain text: while the server's certificate is refused, metrics wait as in any
         * other outage.
         */
        public Builder tls(Tls tls) {
            settings.server.tls = requireNonNull(tls, "tls");
            return protocol(Protocol.TLS);
        }

        /** Default {@link Protocol#TCP}. How lines reach the server. */
        public Builder protocol(Protocol protocol) {
            settings.server.protocol = requireNonNull(protocol, "protocol");
            return this;
        }

        /** Protocol and hosts with their port, or the path of a Unix socket, in one value. No default. */
        public Builder server(ServerAddress address) {
            settings.server.set(requireNonNull(address, "server").address());
            return this;
        }

        /** Default none. What every path starts with, without the dot that follows. An empty prefix means none. */
        public Builder prefix(String prefix) {
            settings.names.prefix = requireNonNull(prefix, "prefix");
            return this;
        }

        /** Default true. Whether {@code counters.}, {@code gauges.}, {@code timers.} and so on follow the prefix. */
        public Builder typePrefixes(boolean typePrefixes) {
            settings.names.typePrefixes = typePrefixes;
            return this;
        }

        /** Default {@link Dialect#STATSD}. What the server understands. */
        public Builder dialect(Dialect dialect) {
            settings.names.dialect = requireNonNull(dialect, "dialect");
            return this;
        }

        /** Default none. Tags that every metric gets. */
        public Builder constantTags(Tags tags) {
            settings.names.constantTags = requireNonNull(tags, "constantTags");
            return this;
        }

        /**
         * Default false: names and tags that could not be sent as they are get cleaned. If true, {@link #build} refuses
         * such constant tags, and the calls that make a view or a bound instrument refuse such segments, tags and
         * paths. Recording cleans either way; it never throws.
         */
        public Builder strictNames(boolean strict) {
            settings.names.strict = strict;
            return this;
        }

        /**
         * Default {@link Origin#NONE}, or {@link Origin#detected()} for a builder that reads the environment. Which
         * container sends the metrics, for {@link Dialect#DOGSTATSD}.
         */
        public Builder origin(Origin origin) {
            settings.names.origin = requireNonNull(origin, "origin");
            return this;
        }

        /**
         * Default 1 MiB. Memory between the callers and the sender: 1 KiB to 256 MiB, rounded down to a power of two.
         */
        public Builder queueBytes(int bytes) {
            settings.flow.queueBytes = bytes;
            return this;
        }

        /**
         * Default 8 MiB, more than 0. Memory for lines that wait for the server or its confirmation. It holds at least
         * four lines of the maximum length, 16 KiB on a stream. With confirmed delivery, up to ten backlogs can be sent
         * per second.
         */
        public Builder backlogBytes(long bytes) {
            settings.flow.backlogBytes = bytes;
            return this;
        }

        /**
         * Default 1432 over UDP, which fits an Ethernet frame; 8192 over a Unix datagram socket, and over UDP to {@code
         * localhost} or another loopback address in the dialects {@link Dialect#DOGSTATSD} and {@link
         * Dialect#INFLUXDB}, whose servers read that. The most bytes in one datagram, 64 to 65507. On streams, the most
         * bytes in one line.
         */
        public Builder packetBytes(int bytes) {
            settings.flow.packetBytes = bytes;
            return this;
        }

        /**
         * Default 1 s to 30 s. The delay between attempts to connect. It doubles from {@code min} to {@code max}, each
         * time cut by up to half at random. After a good connection the first attempt comes after a random part of
         * {@code min}. Attempts are at least 10 ms apart.
         */
        public Builder reconnectBackoff(Duration min, Duration max) {
            settings.times.shortestBackoff = requireNonNull(min, "reconnectBackoff min");
            settings.times.longestBackoff = requireNonNull(max, "reconnectBackoff max");
            return this;
        }

        /** Default 10 s. How long one attempt to connect may take. */
        public Builder connectTimeout(Duration timeout) {
            settings.times.connectTimeout = requireNonNull(timeout, "connectTimeout");
            return this;
        }

        /**
         * Default 30 s. If the server accepts no bytes for this long, or does not answer a half-close, the connection
         * is closed and reopened.
         */
        public Builder writeTimeout(Duration timeout) {
            settings.times.writeTimeout = requireNonNull(timeout, "writeTimeout");
            return this;
        }

        /** Default 5 s. How long a stop may take; zero or more. */
        public Builder stopTimeout(Duration timeout) {
            settings.times.stopTimeout = requireNonNull(timeout, "stopTimeout");
            return this;
        }

        /** Default off. A stream of this age, less up to a tenth at random, is replaced by a new one without a gap. */
        public Builder maxConnectionAge(Duration age) {
            settings.times.maxConnectionAge = requireNonNull(age, "maxConnectionAge");
            return this;
        }

        /**
         * Default 2 min. A stream that sent nothing for this long is replaced before the next write, since a balancer
         * may have forgotten it. Where the JDK allows it, the kernel also probes an idle peer every minute.
         */
        public Builder maxConnectionIdle(Duration idle) {
            settings.times.maxConnectionIdle = requireNonNull(idle, "maxConnectionIdle");
            return this;
        }

        /**
         * Default 60 s. How often a host's name is looked up again over UDP. A stream looks it up whenever it
         * reconnects.
         */
        public Builder resolveEvery(Duration interval) {
            settings.times.resolveEvery = requireNonNull(interval, "resolveEvery");
            return this;
        }

        /** Default {@link Overflow#DROP_NEWEST}. What happens to a metric when the queue is full. */
        public Builder overflow(Overflow overflow) {
            settings.flow.overflow = requireNonNull(overflow, "overflow");
            return this;
        }

        /**
         * Default {@link Delivery#AT_MOST_ONCE}. Whether lines are kept until the server has shown that it read them;
         * streams only.
         */
        public Builder delivery(Delivery delivery) {
            settings.flow.delivery = requireNonNull(delivery, "delivery");
            return this;
        }

        /** Default {@link Aggregation#OFF}. How often the metrics of one series are merged into one line. */
        public Builder aggregation(Duration interval) {
            return aggregation(Aggregation.every(interval));
        }

        /** Default {@link Aggregation#OFF}. How the metrics of one series are merged. */
        public Builder aggregation(Aggregation aggregation) {
            settings.flow.aggregation = requireNonNull(aggregation, "aggregation");
            return this;
        }

        /**
         * Default 10,000, at least 1. The most series that are merged at a time, and the most paths that have a number,
         * which makes a call cheaper than spelling the path out. A path unused for ten minutes makes room for others.
         * Bound instruments always have a number, up to 1,048,576. Members of sets count towards {@link #foldBytes}.
         */
        public Builder maxSeries(int series) {
            settings.flow.maxSeries = series;
            return this;
        }

        /**
         * Default 8 MiB, more than 0. Memory for everything that is merged: series, values of timers, and members of
         * sets, which take at most half of it. When it is used up, merged metrics move to the backlog early if that has
         * room. Otherwise timers keep fewer values and, while the server accepts nothing, whatever needs more memory is
         * dropped as {@link DropReason#TOO_MANY_SERIES}.
         */
        public Builder foldBytes(long bytes) {
            settings.flow.foldBytes = bytes;
            return this;
        }

        /** Default {@link ConnectorListener#NONE}. Receives connections and drops. */
        public Builder listener(ConnectorListener listener) {
            settings.listener = requireNonNull(listener, "listener");
            return this;
        }

        /**
         * Default off. The prefix under which the connector reports its own ledger every 10 s: counters {@code sent},
         * {@code folded}, {@code connects}, {@code bytes}, {@code dropped.<reason>}, and the gauge {@code pending}. The
         * ledger counts these metrics too.
         */
        public Builder telemetry(String prefix) {
            settings.telemetry = requireNonNull(prefix, "telemetry");
            return this;
        }

        /**
         * Default false. Whether the last value of each series is kept, for {@link StatsdConnector#lastValues}. That
         * takes about 100 bytes a series, plus its line if its tags come with each call, for at most twice {@link
         * #maxSeries} series.
         */
        public Builder lastValues(boolean keep) {
            settings.lastValues = keep;
            return this;
        }

        /**
         * Default false. Whether a running connector is closed when the JVM ends: waiting metrics are sent within
         * {@link #stopTimeout}. What other shutdown hooks record meanwhile may be dropped. Not needed where a framework
         * closes the connector.
         */
        public Builder closeAtExit(boolean close) {
            settings.times.closeAtExit = close;
            return this;
        }

        /** Default true. A disabled connector accepts every call, does nothing, and needs no host. */
        public Builder enabled(boolean enabled) {
            settings.enabled = enabled;
            return this;
        }

        /**
         * Builds the connector. It does nothing until it is started.
         *
         * @throws IllegalArgumentException if a setting is invalid; the message names it and its value
         */
        public StatsdConnector build() {
            ConnectorPlan plan = ConnectorPlan.of(settings);
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
