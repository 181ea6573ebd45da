package io.sprockets.statsd.micrometer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.LongTaskTimer;
import io.micrometer.core.instrument.Measurement;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MockClock;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Statistic;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.NamingConvention;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/** Every type of meter, and what changes names; the same for any registry. */
enum Meters {
    COUNTERS((registry, clock) -> {
        registry.counter("orders.placed").increment();
        Counter counter = registry.counter("orders.placed", "shop.region", "eu west", "Kind", "b2b");
        counter.increment();
        counter.increment(41);
        counter.increment(0);
        counter.increment(-1);
        counter.increment(4e18);
    }),
    TIMERS((registry, clock) -> {
        Timer timer = registry.timer("http.server.requests", "uri", "/orders/{id}", "status", "200");
        timer.record(1, TimeUnit.NANOSECONDS);
        timer.record(1_234_567, TimeUnit.NANOSECONDS);
        timer.record(999, TimeUnit.MICROSECONDS);
        timer.record(Duration.ofMillis(1500));
        timer.record(2, TimeUnit.HOURS);
        timer.record(-1, TimeUnit.SECONDS);
        timer.record(0, TimeUnit.DAYS);
        timer.record(() -> clock.add(Duration.ofMillis(7)));
        Timer.Sample sample = Timer.start(registry);
        clock.add(Duration.ofMillis(3));
        sample.stop(timer);
    }),
    TIMERS_WITH_STATISTICS((registry, clock) -> {
        Timer percentiles =
                Timer.builder("percentiles").publishPercentiles(0.5, 0.99).register(registry);
        Timer objectives = Timer.builder("objectives")
                .tag("a", "b")
                .serviceLevelObjectives(Duration.ofMillis(10), Duration.ofMillis(100), Duration.ofMillis(2500))
                .register(registry);
        Timer histogram = Timer.builder("histogram")
                .publishPercentileHistogram()
                .publishPercentiles(0.9)
                .serviceLevelObjectives(Duration.ofSeconds(1))
                .register(registry);
        for (int i = 1; i <= 20; i++) {
            percentiles.record(i, TimeUnit.MILLISECONDS);
            objectives.record(50L * i, TimeUnit.MILLISECONDS);
            histogram.record(100L * i, TimeUnit.MICROSECONDS);
        }
    }),
    SUMMARIES((registry, clock) -> {
        DistributionSummary plain = registry.summary("payload.size", "path", "a");
        plain.record(0);
        plain.record(512);
        plain.record(0.25);
        plain.record(-3);
        DistributionSummary all = DistributionSummary.builder("scaled.payload")
                .baseUnit("bytes")
                .scale(1000)
                .publishPercentiles(0.75)
                .serviceLevelObjectives(10, 100_000)
                .register(registry);
        DistributionSummary histogram = DistributionSummary.builder("histogram")
                .publishPercentileHistogram()
                .register(registry);
        for (int i = 1; i <= 10; i++) {
            all.record(i);
            histogram.record(i / 8.0);
        }
    }),
    LONG_TASKS((registry, clock) -> {
        LongTaskTimer idle = LongTaskTimer.builder("idle").register(registry);
        idle.start().stop();
        LongTaskTimer busy = LongTaskTimer.builder("import.jobs")
                .tag("job", "nightly")
                .publishPercentiles(0.5)
                .serviceLevelObjectives(Duration.ofMinutes(3), Duration.ofMinutes(30))
                .register(registry);
        busy.start();
        clock.add(Duration.ofMinutes(5));
        busy.start();
        clock.add(Duration.ofMillis(1500));
    }),
    GAUGES((registry, clock) -> {
        List<String> held = keep(new ArrayList<>(List.of("a", "b")));
        registry.gauge("queue.size", Tags.of("queue", "in"), held, List::size);
        held.add("c");
        Gauge.builder("temperature", () -> 21.5).baseUnit("celsius").register(registry);
        Gauge.builder("large", () -> 12_345_678_901L).register(registry);
        Gauge.builder("unknown", () -> Double.NaN).register(registry);
        Gauge.builder("endless", () -> Double.POSITIVE_INFINITY).register(registry);
        TimeGauge.builder("uptime", () -> 90, TimeUnit.SECONDS).register(registry);
        MultiGauge rows = MultiGauge.builder("rows").tag("t", "x").register(registry);
        rows.register(List.of(MultiGauge.Row.of(Tags.of("row", "1"), 1), MultiGauge.Row.of(Tags.of("row", "2"), 2)));
    }),
    FUNCTIONS((registry, clock) -> {
        FunctionCounter.builder("cache.gets", keep(new Object()), o -> 1234)
                .tag("cache", "users")
                .baseUnit("gets")
                .register(registry);
        FunctionCounter.builder("cache.puts", keep(new Object()), o -> 0).register(registry);
        FunctionTimer.builder("pool.usage", keep(new Object()), o -> 4, o -> 10, TimeUnit.SECONDS)
                .tag("pool", "main")
                .register(registry);
        FunctionTimer.builder("pool.idle", keep(new Object()), o -> 0, o -> 0, TimeUnit.SECONDS)
                .register(registry);
    }),
    CUSTOM_METERS((registry, clock) -> {
        List<Measurement> all = new ArrayList<>();
        for (Statistic statistic : Statistic.values()) {
            all.add(new Measurement(() -> 10.0 + statistic.name().length(), statistic));
        }
        all.add(new Measurement(() -> 99, Statistic.VALUE)); // a second one
        Meter.builder("custom.meter", Meter.Type.OTHER, all).tag("k", "v").register(registry);
    }),
    FILTERS((registry, clock) -> {
        registry.config()
                .commonTags("app", "shop", "stack", "prod.eu")
                .meterFilter(MeterFilter.denyNameStartsWith("secret"))
                .meterFilter(MeterFilter.renameTag("cache", "name", "cache"))
                .meterFilter(MeterFilter.replaceTagValues("cache", value -> value + "-x"));
        registry.counter("secret.visits").increment();
        registry.counter("cache.hits", "name", "users").increment();
        registry.timer("jobs").record(5, TimeUnit.MILLISECONDS);
        registry.gauge("level", 3);
    }),
    CONVENTION((registry, clock) -> {
        Counter counter = registry.counter("orders.placed", "shop.region", "eu");
        Timer timer = registry.timer("http.requests");
        registry.gauge("pool.size", 3);
        counter.increment(1);
        registry.config().namingConvention(NamingConvention.upperCamelCase);
        counter.increment(2);
        timer.record(5, TimeUnit.MILLISECONDS);
        registry.summary("after.that", "a.b", "c").record(1);
    }),
    REMOVED((registry, clock) -> {
        Counter counter = registry.counter("gone");
        counter.increment(1);
        Timer timer = Timer.builder("gone.timer").publishPercentiles(0.5).register(registry);
        timer.record(1, TimeUnit.MILLISECONDS);
        DistributionSummary summary = registry.summary("gone.summary");
        Gauge gauge = Gauge.builder("gone.gauge", () -> 1).register(registry);
        Meter custom = Meter.builder(
                        "gone.custom", Meter.Type.OTHER, List.of(new Measurement(() -> 1, Statistic.VALUE)))
                .register(registry);
        List.of(counter, timer, summary, gauge, custom).forEach(registry::remove);
        counter.increment(2);
        timer.record(2, TimeUnit.MILLISECONDS);
        summary.record(2);
        registry.counter("gone").increment(3);
    }),
    CLEARED((registry, clock) -> {
        Counter counter = registry.counter("gone");
        counter.increment(1);
        Gauge.builder("gone.gauge", () -> 1).register(registry);
        registry.clear();
        counter.increment(2);
    }),
    ODD_NAMES((registry, clock) -> {
        registry.counter("9lives").increment();
        registry.counter("_private.name", "_key", "v").increment();
        registry.counter("with.spaces", "a key", "a value").increment();
        registry.counter("Groß.ü", "straße", "größe").increment();
        registry.counter("colon:in:it", "a:b", "c:d:").increment();
        registry.counter("dots.within", "a.key", "a.value").increment();
        registry.counter("UPPER.Case", "Key.UPPER", "VALUE").increment();
        registry.counter("slash/and-dash", "uri", "/a/{b}/*").increment();
    });

    @SuppressWarnings("ImmutableEnumChecker") // a function without state
    private final BiConsumer<MeterRegistry, MockClock> use;

    Meters(BiConsumer<MeterRegistry, MockClock> use) {
        this.use = use;
    }

    void use(MeterRegistry registry, MockClock clock) {
        use.accept(registry, clock);
    }

    private static <T> T keep(T object) {
        Lists.kept(object);
        return object;
    }

    /** What gauges read, since they do not keep it alive. */
    private static final class Lists {
        private static final List<Object> KEPT = new ArrayList<>();

        static synchronized void kept(Object object) {
            KEPT.add(object);
        }
    }
}
