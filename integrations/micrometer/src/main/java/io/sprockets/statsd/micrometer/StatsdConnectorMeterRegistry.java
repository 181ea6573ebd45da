package io.sprockets.statsd.micrometer;

import static java.util.Objects.requireNonNull;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.LongTaskTimer;
import io.micrometer.core.instrument.Measurement;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Statistic;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.config.NamingConvention;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import io.micrometer.core.instrument.distribution.HistogramGauges;
import io.micrometer.core.instrument.distribution.pause.PauseDetector;
import io.micrometer.core.instrument.internal.DefaultMeter;
import io.micrometer.core.instrument.util.HierarchicalNameMapper;
import io.sprockets.statsd.StatsdConnector;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Sends what Micrometer's meters record to a StatsD server, through a connector that it does not own. Names, tags and
 * types are those of Micrometer's own StatsD registry: in its flavor {@code ETSY} with the dialects {@code STATSD} and
 * {@code PLAIN}, {@code DATADOG} with {@code DOGSTATSD}, and {@code TELEGRAF} with {@code INFLUXDB}. Other dialects get
 * names with dots, and tags.
 *
 * <pre>{@code
 * StatsdConnector statsd = StatsdConnector.fromEnvironment().build();
 * statsd.start();
 * MeterRegistry registry = StatsdConnectorMeterRegistry.of(statsd);
 * }</pre>
 *
 * <p>Counters, timers and summaries record directly to the connector, on the recording thread, without an object or a
 * lock. One daemon thread reads all other meters at each step. Any thread may use the registry.
 */
public class StatsdConnectorMeterRegistry extends MeterRegistry {
    private final StatsdConnector statsd;
    private final Instruments instruments;
    private final Pace pace;
    private final Readings readings;
    private final Duration window;
    private final Duration closeTimeout;
    private final boolean unchanged;

    /** Creates a registry from a builder. */
    @SuppressWarnings("this-escape") // what is called here is not overridden
    protected StatsdConnectorMeterRegistry(Builder builder) {
        super(builder.clock);
        this.statsd = builder.statsd;
        this.window = builder.window;
        this.closeTimeout = builder.closeTimeout;
        this.unchanged = builder.unchanged;
        this.instruments = new Instruments(builder.names(), statsd.dialect(), builder.naming(), config());
        this.pace = new Pace(statsd);
        this.readings = new Readings(builder.step, pace);
        config().namingConvention(builder.convention());
        config().onMeterRemoved(this::forget);
        readings.start();
    }

    /** Returns a registry with every setting at its default. */
    public static StatsdConnectorMeterRegistry of(StatsdConnector statsd) {
        return builder(statsd).build();
    }

    /** Returns a builder with every setting at its default. */
    public static Builder builder(StatsdConnector statsd) {
        return new Builder(statsd);
    }

    /**
     * Reads all meters a last time, waits until the connector has handed over what was recorded, and ends the thread.
     * The connector keeps running. Existing meters still record after that, but new ones do not.
     */
    @Override
    public void close() {
        readings.stop(closeTimeout);
        super.close();
        statsd.flush(closeTimeout);
    }

    /**
     * Reads all meters, waits until the connector has handed over what was recorded, and ends the thread, until {@link
     * #resume}. Existing meters still record, and new ones can be created.
     */
    protected void pause() {
        readings.stop(closeTimeout);
        statsd.flush(closeTimeout);
    }

    /** Resumes reading at each step; does nothing if it is already reading, or closed. */
    protected void resume() {
        if (!isClosed()) {
            readings.start();
        }
    }

    @Override
    protected Counter newCounter(Meter.Id id) {
        CounterMeter counter = new CounterMeter(id, instruments);
        readings.add(id, counter);
        return counter;
    }

    @Override
    protected Timer newTimer(Meter.Id id, DistributionStatisticConfig statistics, PauseDetector pauses) {
        TimerMeter timer = new TimerMeter(id, clock, Statistics.of(statistics), pauses, instruments);
        HistogramGauges.registerWithCommonFormat(timer, this);
        return timer;
    }

    @Override
    protected DistributionSummary newDistributionSummary(
            Meter.Id id, DistributionStatisticConfig statistics, double scale) {
        SummaryMeter summary = new SummaryMeter(id, clock, Statistics.of(statistics), scale, instruments);
        HistogramGauges.registerWithCommonFormat(summary, this);
        return summary;
    }

    @Override
    protected LongTaskTimer newLongTaskTimer(Meter.Id id, DistributionStatisticConfig statistics) {
        LongTaskReading timer = new LongTaskReading(id, clock, statistics, statistic -> level(id, statistic));
        HistogramGauges.registerWithCommonFormat(timer, this);
        return added(timer);
    }

    @Override
    protected <T> Gauge newGauge(Meter.Id id, @Nullable T object, ToDoubleFunction<T> function) {
        return added(new GaugeReading<>(id, object, function, level(id, Statistic.VALUE)));
    }

    @Override
    protected <T> FunctionCounter newFunctionCounter(Meter.Id id, T object, ToDoubleFunction<T> function) {
        return added(new FunctionCounterReading<>(id, object, function, instruments));
    }

    @Override
    protected <T> FunctionTimer newFunctionTimer(
            Meter.Id id, T object, ToLongFunction<T> count, ToDoubleFunction<T> total, TimeUnit unit) {
        return added(new FunctionTimerReading<>(id, object, count, total, unit, instruments, pace));
    }

    @Override
    protected Meter newMeter(Meter.Id id, Meter.Type type, Iterable<Measurement> measurements) {
        readings.add(id, new MeasurementsReading(id, measurements, instruments, statistic -> level(id, statistic)));
        return new DefaultMeter(id, type, measurements);
    }

    @Override
    protected TimeUnit getBaseTimeUnit() {
        return TimeUnit.MILLISECONDS;
    }

    @Override
    protected DistributionStatisticConfig defaultHistogramConfig() {
        return DistributionStatisticConfig.builder().expiry(window).build().merge(DistributionStatisticConfig.DEFAULT);
    }

    private <M extends Meter & Reading> M added(M meter) {
        readings.add(meter.getId(), meter);
        return meter;
    }

    private Level level(Meter.Id id, Statistic statistic) {
        return new Level(instruments.gauge(id, statistic), unchanged);
    }

    private void forget(Meter meter) {
        readings.remove(meter.getId());
        if (meter instanceof Removable removable) {
            removable.remove();
        }
    }

    /** Configures a registry. Durations are above zero, and capped at 292 years. */
    public static final class Builder {
        private static final Duration STEP = Duration.ofSeconds(10);
        private static final Duration WINDOW = Duration.ofMinutes(1);
        private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

        private final StatsdConnector statsd;
        private Clock clock = Clock.SYSTEM;
        private Duration step = STEP;
        private Duration window = WINDOW;
        private Duration closeTimeout = CLOSE_TIMEOUT;
        private boolean unchanged = true;

        private @Nullable String prefix;

        private @Nullable NamingConvention convention;

        private @Nullable HierarchicalNameMapper mapper;

        private Builder(StatsdConnector statsd) {
            this.statsd = requireNonNull(statsd, "statsd");
        }

        /** Default 10 s. How often gauges, function counters, function timers and the like are read. */
        public Builder step(Duration step) {
            this.step = positive(step, "step");
            return this;
        }

        /**
         * Default 1 minute. The period that maxima, percentiles and buckets cover, unless a meter has its own expiry.
         */
        public Builder window(Duration window) {
            this.window = positive(window, "window");
            return this;
        }

        /**
         * Default 5 s. How long {@code close} may take for the last reading, and again to hand over what is waiting.
         */
        public Builder closeTimeout(Duration timeout) {
            this.closeTimeout = positive(timeout, "closeTimeout");
            return this;
        }

        /** Default true. If false, a gauge is only sent when its value differs from the last one sent. */
        public Builder publishUnchanged(boolean unchanged) {
            this.unchanged = unchanged;
            return this;
        }

        /**
         * Default: the connector's prefix. The beginning of every name; an empty one leaves names unchanged. These
         * names never have segments for the type, unlike other metrics of the connector.
         */
        public Builder prefix(String prefix) {
            this.prefix = requireNonNull(prefix, "prefix");
            return this;
        }

        /**
         * Default {@code camelCase} with the dialects {@code STATSD} and {@code PLAIN}, {@code snakeCase} with {@code
         * INFLUXDB}, and {@code dot} with others. The registry's {@code config()} can replace it later.
         */
        public Builder namingConvention(NamingConvention convention) {
            this.convention = requireNonNull(convention, "namingConvention");
            return this;
        }

        /**
         * Default {@link HierarchicalNameMapper#DEFAULT} with the dialects {@code STATSD} and {@code PLAIN}, and none
         * with others. Makes tags part of the name, in any dialect.
         */
        public Builder nameMapper(HierarchicalNameMapper mapper) {
            this.mapper = requireNonNull(mapper, "nameMapper");
            return this;
        }

        /** Default {@link Clock#SYSTEM}. The clock of the registry's meters; the step always follows the system's. */
        public Builder clock(Clock clock) {
            this.clock = requireNonNull(clock, "clock");
            return this;
        }

        /** Builds the registry, which starts reading at once. */
        public StatsdConnectorMeterRegistry build() {
            return new StatsdConnectorMeterRegistry(this);
        }

        private NamingConvention convention() {
            return convention == null ? Naming.convention(statsd.dialect()) : convention;
        }

        private Naming naming() {
            return mapper == null ? Naming.of(statsd.dialect()) : Naming.hierarchical(mapper);
        }

        private io.sprockets.statsd.Statsd names() {
            String first = prefix == null ? statsd.prefix() : prefix;
            return first.isEmpty() ? statsd.bare() : statsd.bare().scoped(first);
        }

        private static Duration positive(Duration value, String setting) {
            if (value.isNegative() || value.isZero()) {
                throw new IllegalArgumentException(setting + " is " + value + ", expected a duration above zero");
            }
            return Statistics.countable(value);
        }
    }
}
