package io.sprockets.statsd.micrometer;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Statistic;
import io.micrometer.core.instrument.config.NamingConvention;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import io.sprockets.statsd.Counter;
import io.sprockets.statsd.Dialect;
import io.sprockets.statsd.Gauge;
import io.sprockets.statsd.Histogram;
import io.sprockets.statsd.Statsd;
import io.sprockets.statsd.Timing;
import java.math.BigDecimal;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Binds the instruments of a connector to the names of meters. Any thread may use it. */
final class Instruments {
    private static final String NOTHING = "nothing"; // path of what does nothing

    private final Statsd statsd; // bare, but for the prefix
    private final Dialect dialect;
    private final Naming naming;
    private final MeterRegistry.Config config;

    Instruments(Statsd statsd, Dialect dialect, Naming naming, MeterRegistry.Config config) {
        this.statsd = statsd;
        this.dialect = dialect;
        this.naming = naming;
        this.config = config;
    }

    Bound<Counter> counter(Meter.Id id, Statistic statistic) {
        return bound(id, statistic, Statsd::counter);
    }

    Bound<Gauge> gauge(Meter.Id id, Statistic statistic) {
        return bound(id, statistic, Statsd::gauge);
    }

    /**
     * Of durations: timers, or distributions of milliseconds where the server then computes percentiles over all hosts.
     */
    Bound<Durations> durations(Meter.Id id, DistributionStatisticConfig statistics) {
        return isDistribution(statistics)
                ? bound(id, null, (view, path) -> Durations.of(view.distribution(path)))
                : bound(id, null, (view, path) -> Durations.of(view.timing(path)));
    }

    Bound<Timing> timing(Meter.Id id) {
        return bound(id, null, Statsd::timing);
    }

    /**
     * Of amounts. The reference server gets the type that Micrometer's own registry sends, and takes it for a counter.
     */
    Bound<Histogram> amounts(Meter.Id id, DistributionStatisticConfig statistics) {
        if (isDistribution(statistics)) {
            return bound(id, null, Statsd::distribution);
        }
        return dialect == Dialect.STATSD
                ? bound(id, null, (view, path) -> view.histogram(path, "h"))
                : bound(id, null, Statsd::histogram);
    }

    /** Sends a part of a counter that is no whole number. */
    void fraction(Meter.Id id, Statistic statistic, BigDecimal amount) {
        Name name = naming.name(id, statistic, config.namingConvention());
        statsd.tagged(name.tags()).injectMetric(name.path(), amount.toPlainString(), "c");
    }

    /** Whether a server of this dialect adds up counters with a fraction, rather than cut that off. */
    boolean holdFractions() {
        return switch (dialect) {
            case STATSD, DOGSTATSD, GRAPHITE -> true;
            case INFLUXDB, LIBRATO, SIGNALFX, PLAIN, COLLECTD, STATSD_EXPORTER -> false;
        };
    }

    static Counter noCounter() {
        return Statsd.noop().counter(NOTHING);
    }

    static Durations noDurations() {
        return Durations.of(Statsd.noop().timing(NOTHING));
    }

    static Histogram noAmounts() {
        return Statsd.noop().histogram(NOTHING);
    }

    private <I> Bound<I> bound(Meter.Id id, @Nullable Statistic statistic, BiFunction<Statsd, String, I> maker) {
        return new Bound<>(config, convention -> make(id, statistic, convention, maker));
    }

    private <I> I make(
            Meter.Id id,
            @Nullable Statistic statistic,
            NamingConvention convention,
            BiFunction<Statsd, String, I> maker) {
        Name name = naming.name(id, statistic, convention);
        return maker.apply(statsd.tagged(name.tags()), name.path());
    }

    private boolean isDistribution(DistributionStatisticConfig statistics) {
        return dialect == Dialect.DOGSTATSD && Boolean.TRUE.equals(statistics.isPercentileHistogram());
    }
}
