package io.sprockets.statsd;

import static java.util.Objects.requireNonNull;

import io.sprockets.statsd.line.LineTemplate;
import io.sprockets.statsd.line.PlainNumber;
import io.sprockets.statsd.queue.LineQueue;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Records in one scope, whose bytes it made once. Immutable; any thread may use it. */
class View implements Statsd {
    private static final LineTemplate WHOLE_LINE = LineTemplate.ofWholeLines();
    private static final Set<String> NUMERIC_TYPES = Set.of("c", "g", "ms", "h", "d", "m");

    private final Intake intake;
    private final Scope scope;
    private final Kind counters;
    private final Kind gauges;
    private final @Nullable Kind gaugeDeltas; // null if the dialect has none
    private final Kind timers;
    private final Kind histograms;
    private final Kind distributions;
    private final Kind sets;
    private final LineTemplate injected;

    View(Intake intake, Scope scope) {
        this.intake = intake;
        this.scope = scope;
        Dialect dialect = scope.dialect();
        Sampling timing = scope.timerSampling();
        LineTemplate gauge = scope.template("gauges", "g");
        boolean signed = dialect.signIsChange();
        this.counters = new Kind(intake, scope.template("counters", "c", scope.sampling()), scope.sampling());
        this.gauges = kind(signed ? gauge.resettingBelowZero(LineQueue.JOINT) : gauge);
        this.gaugeDeltas = signed ? kind(gauge.ofDeltas()) : null;
        this.timers = new Kind(intake, scope.template("timers", "ms", timing), timing);
        this.histograms = new Kind(intake, scope.template("histograms", dialect.histogram(), timing), timing);
        this.distributions = new Kind(intake, scope.template("distributions", dialect.distribution(), timing), timing);
        this.sets = kind(scope.template("sets", "s"));
        this.injected = scope.untyped();
    }

    private Kind kind(LineTemplate template) {
        return new Kind(intake, template, Sampling.ALL);
    }

    @Override
    public void incr(String path) {
        counters.number(path, 1);
    }

    @Override
    public void incr(String path, long amount) {
        counters.number(path, amount);
    }

    @Override
    public void decr(String path) {
        counters.number(path, -1);
    }

    @Override
    public void decr(String path, long amount) {
        counters.opposite(path, amount);
    }

    @Override
    public void gauge(String path, long value) {
        gauges.number(path, value);
    }

    @Override
    public void gauge(String path, double value) {
        gauges.number(path, value);
    }

    @Override
    public void gaugeDelta(String path, long delta) {
        if (gaugeDeltas == null) {
            intake.drop(DropReason.UNSUPPORTED);
        } else {
            gaugeDeltas.number(path, delta);
        }
    }

    @Override
    public void gaugeDelta(String path, double delta) {
        if (gaugeDeltas == null) {
            intake.drop(DropReason.UNSUPPORTED);
        } else {
            gaugeDeltas.number(path, delta);
        }
    }

    @Override
    public void timing(String path, Duration duration) {
        timers.duration(path, duration);
    }

    @Override
    public void timing(String path, double seconds) {
        timers.seconds(path, seconds);
    }

    @Override
    public Timer timer(String path) {
        return new Timer(timers::nanos, path, System::nanoTime);
    }

    @Override
    public <T> T time(String path, Callable<T> body) throws Exception {
        long start = System.nanoTime();
        try {
            return body.call();
        } finally {
            timers.nanos(path, System.nanoTime() - start);
        }
    }

    @Override
    public <T> CompletionStage<T> time(String path, CompletionStage<T> stage) {
        long start = System.nanoTime();
        return stage.whenComplete((result, failure) -> timers.nanos(path, System.nanoTime() - start));
    }

    @Override
    public void histogram(String path, long value) {
        histograms.magnitude(path, value);
    }

    @Override
    public void histogram(String path, double value) {
        histograms.magnitude(path, value);
    }

    @Override
    public void distribution(String path, long value) {
        distributions.magnitude(path, value);
    }

    @Override
    public void distribution(String path, double value) {
        distributions.magnitude(path, value);
    }

    @Override
    public void set(String path, String member) {
        sets.text(path, member);
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
    public void event(@Nullable Event event) {
        line(event == null ? null : event.line(scope));
    }

    @Override
    public void serviceCheck(@Nullable ServiceCheck check) {
        line(check == null ? null : check.line(scope));
    }

    private void line(@Nullable String line) {
        if (scope.dialect().hasEvents()) {
            intake.text(WHOLE_LINE, "", line, "");
        } else {
            intake.drop(DropReason.UNSUPPORTED);
        }
    }

    @Override
    public Statsd scoped(String segment) {
        return new View(intake, scope.scoped(requireNonNull(segment, "segment")));
    }

    @Override
    public Statsd tagged(Tags tags) {
        return new View(intake, scope.tagged(requireNonNull(tags, "tags")));
    }

    @Override
    public Statsd sampled(double rate) {
        return new View(intake, scope.sampled(rate));
    }

    @Override
    public Counter counter(String path) {
        Kind bound = counters.bound(requireNonNull(path, "path"));
        return new Counter(bound, intake.tallies().counter(bound.series()));
    }

    @Override
    public Gauge gauge(String path) {
        requireNonNull(path, "path");
        Kind bound = gauges.bound(path);
        Kind changes = gaugeDeltas == null ? null : gaugeDeltas.bound(path);
        return new Gauge(intake, bound, changes, intake.tallies().gauge(bound.series()));
    }

    @Override
    public Timing timing(String path) {
        return new Timing(timers.bound(requireNonNull(path, "path")));
    }

    @Override
    public Histogram histogram(String path) {
        return new Histogram(histograms.bound(requireNonNull(path, "path")));
    }

    @Override
    public Histogram distribution(String path) {
        return new Histogram(distributions.bound(requireNonNull(path, "path")));
    }

    @Override
    public MemberSet set(String path) {
        return new MemberSet(sets.bound(requireNonNull(path, "path")));
    }

    private static boolean isReadable(String value, String typeCode) {
        boolean negativeTime = typeCode.equals("ms") && value.startsWith("-");
        return !negativeTime && (!NUMERIC_TYPES.contains(typeCode) || PlainNumber.matches(value));
    }
}
