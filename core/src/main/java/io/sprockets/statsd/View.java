package io.sprockets.statsd;

import io.sprockets.statsd.line.Decimal;
import io.sprockets.statsd.line.LineTemplate;
import io.sprockets.statsd.line.PlainNumber;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Records under one namespace, whose bytes it made once. Immutable; any thread may use it. */
class View implements Statsd {
    private static final Set<String> NUMERIC_TYPES = Set.of("c", "g", "ms", "h", "d", "m");
    private static final String OPPOSITE_OF_LEAST = "9223372036854775808"; // which is no long
    private static final String OWN_TYPE = ""; // the template has it already
    private static final long MOST_SECONDS = Long.MAX_VALUE / 1_000_000_000;

    private final Intake intake;
    private final Namespace namespace;
    private final LineTemplate counters;
    private final LineTemplate gauges;
    private final LineTemplate gaugeDeltas;
    private final LineTemplate timers;
    private final LineTemplate histograms;
    private final LineTemplate distributions;
    private final LineTemplate sets;
    private final LineTemplate injected;

    View(Intake intake, Namespace namespace) {
        this.intake = intake;
        this.namespace = namespace;
        this.counters = LineTemplate.of(namespace.of("counters"), "c");
        this.gauges = LineTemplate.of(namespace.of("gauges"), "g");
        this.gaugeDeltas = LineTemplate.ofDeltas(namespace.of("gauges"), "g");
        this.timers = LineTemplate.of(namespace.of("timers"), "ms");
        this.histograms = LineTemplate.of(namespace.of("histograms"), "ms");
        this.distributions = LineTemplate.of(namespace.of("distributions"), "ms");
        this.sets = LineTemplate.of(namespace.of("sets"), "s");
        this.injected = LineTemplate.of(namespace.ofNoType(), "");
    }

    @Override
    public void incr(String path) {
        intake.number(counters, path, 1, 0);
    }

    @Override
    public void incr(String path, long amount) {
        intake.number(counters, path, amount, 0);
    }

    @Override
    public void decr(String path) {
        intake.number(counters, path, -1, 0);
    }

    @Override
    public void decr(String path, long amount) {
        if (amount == Long.MIN_VALUE) {
            intake.text(counters, path, OPPOSITE_OF_LEAST, OWN_TYPE);
        } else {
            intake.number(counters, path, -amount, 0);
        }
    }

    @Override
    public void gauge(String path, long value) {
        intake.number(gauges, path, value, 0);
    }

    @Override
    public void gauge(String path, double value) {
        number(gauges, path, value);
    }

    @Override
    public void gaugeDelta(String path, long delta) {
        intake.number(gaugeDeltas, path, delta, 0);
    }

    @Override
    public void gaugeDelta(String path, double delta) {
        number(gaugeDeltas, path, delta);
    }

    @Override
    public void timing(String path, @Nullable Duration duration) {
        if (duration == null || duration.isNegative() || duration.toSeconds() >= MOST_SECONDS) {
            intake.drop(DropReason.INVALID);
        } else {
            nanos(path, duration.toNanos());
        }
    }

    @Override
    public void timing(String path, double seconds) {
        if (isMagnitude(seconds)) {
            int millis = Decimal.exponent(seconds) + 3;
            intake.number(timers, path, Decimal.significand(seconds), millis);
        } else {
            intake.drop(DropReason.INVALID);
        }
    }

    @Override
    public Timer timer(String path) {
        return new Timer(this::nanos, path, System::nanoTime);
    }

    @Override
    public <T> T time(String path, Callable<T> body) throws Exception {
        long start = System.nanoTime();
        try {
            return body.call();
        } finally {
            nanos(path, System.nanoTime() - start);
        }
    }

    @Override
    public <T> CompletionStage<T> time(String path, CompletionStage<T> stage) {
        long start = System.nanoTime();
        return stage.whenComplete((result, failure) -> nanos(path, System.nanoTime() - start));
    }

    @Override
    public void histogram(String path, long value) {
        magnitude(histograms, path, value);
    }

    @Override
    public void histogram(String path, double value) {
        magnitude(histograms, path, value);
    }

    @Override
    public void distribution(String path, long value) {
        magnitude(distributions, path, value);
    }

    @Override
    public void distribution(String path, double value) {
        magnitude(distributions, path, value);
    }

    @Override
    public void set(String path, String member) {
        intake.text(sets, path, member, OWN_TYPE);
    }

    @Override
    public void injectMetric(String path, @Nullable String value, @Nullable String typeCode) {
        if (value == null || typeCode == null || typeCode.isEmpty() || !isReadable(value, typeCode)) {
            intake.drop(DropReason.INVALID);
        } else {
            intake.text(injected, path, value, typeCode);
        }
    }

    @Override
    public Statsd scoped(String segment) {
        Objects.requireNonNull(segment, "segment");
        return new View(intake, namespace.scoped(segment));
    }

    private void nanos(String path, long nanos) {
        intake.number(timers, path, nanos, Decimal.NANOS_AS_MILLIS);
    }

    private void number(LineTemplate template, String path, double value) {
        if (Double.isFinite(value)) {
            intake.number(template, path, Decimal.significand(value), Decimal.exponent(value));
        } else {
            intake.drop(DropReason.INVALID);
        }
    }

    private void magnitude(LineTemplate template, String path, long value) {
        if (value >= 0) {
            intake.number(template, path, value, 0);
        } else {
            intake.drop(DropReason.INVALID);
        }
    }

    private void magnitude(LineTemplate template, String path, double value) {
        if (isMagnitude(value)) {
            intake.number(template, path, Decimal.significand(value), Decimal.exponent(value));
        } else {
            intake.drop(DropReason.INVALID);
        }
    }

    private static boolean isMagnitude(double value) {
        return value >= 0 && value <= Double.MAX_VALUE; // false for NaN
    }

    private static boolean isReadable(String value, String typeCode) {
        boolean negativeTime = typeCode.equals("ms") && value.startsWith("-");
        return !negativeTime && (!NUMERIC_TYPES.contains(typeCode) || PlainNumber.matches(value));
    }
}
