package io.sprockets.statsd;

import static java.util.Objects.requireNonNull;

import io.sprockets.statsd.line.LineTemplate;
import io.sprockets.statsd.line.PlainNumber;
import io.sprockets.statsd.queue.LineQueue;
import java.time.Duration;
import java.time.Instant;
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
    private final Kind gaugeDeltas;
    private final Kind timers;
    private final Kind histograms;
    private final Kind distributions;
    private final Kind sets;
    private final Intake injections;
    private final LineTemplate injected;
    private final Intake events;

    View(Intake intake, Scope scope) {
        this.intake = intake;
        this.scope = scope;
        Dialect dialect = scope.dialect();
        Intake unsupported = intake.ofUnsupported();
        boolean now = scope.time() == null;
        Intake timeless = now ? intake : unsupported;
        Intake timed = now ? intake : dialect.hasTimes() ? intake.ofLines() : unsupported;
        boolean signed = dialect.signIsChange();
        LineTemplate gauge = scope.template("gauges", "g");
        Sampling counting = scope.counterSampling();
        Sampling timing = scope.timerSampling();
        this.counters = new Kind(timed, scope.template("counters", "c", counting), counting);
        this.gauges = new Kind(timed, signed ? gauge.resettingBelowZero(LineQueue.JOINT) : gauge, Sampling.ALL);
        this.gaugeDeltas = new Kind(signed ? timed : unsupported, gauge.ofDeltas(), Sampling.ALL);
        this.timers = new Kind(timeless, scope.template("timers", "ms", timing), timing);
        this.histograms = new Kind(timeless, scope.template("histograms", dialect.histogram(), timing), timing);
        this.distributions =
                new Kind(timeless, scope.template("distributions", dialect.distribution(), timing), timing);
        this.sets = new Kind(timeless, scope.template("sets", "s"), Sampling.ALL);
        this.injections = timeless;
        this.injected = scope.untyped();
        this.events = dialect.hasEvents() ? intake : unsupported;
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
        gaugeDeltas.number(path, delta);
    }

    @Override
    public void gaugeDelta(String path, double delta) {
        gaugeDeltas.number(path, delta);
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
            injections.text(injected, path, value, typeCode);
        }
    }

    @Override
    public void event(@Nullable Event event) {
        events.text(WHOLE_LINE, "", event == null ? null : event.line(scope), "");
    }

    @Override
    public void serviceCheck(@Nullable ServiceCheck check) {
        events.text(WHOLE_LINE, "", check == null ? null : check.line(scope), "");
    }

    /** Records a line that somebody else has made. */
    final void wholeLine(@Nullable String line) {
        if (line == null || !ForeignLine.isOne(line)) {
            intake.drop(DropReason.INVALID);
        } else {
            intake.text(WHOLE_LINE, "", line, "");
        }
    }

    @Override
    public Statsd scoped(String segment) {
        return new View(intake, scope.scoped(requireNonNull(segment, "segment")));
    }

    @Override
    public Statsd bare() {
        return new View(intake, scope.bare());
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
    public Statsd at(Instant time) {
        return new View(intake, scope.at(requireNonNull(time, "time")));
    }

    @Override
    public Counter counter(String path) {
        return new Counter(bound(counters, path));
    }

    @Override
    public Gauge gauge(String path) {
        return new Gauge(bound(gauges, path), bound(gaugeDeltas, path));
    }

    @Override
    public Timing timing(String path) {
        return new Timing(bound(timers, path));
    }

    @Override
    public Histogram histogram(String path) {
        return new Histogram(bound(histograms, path));
    }

    @Override
    public Histogram histogram(String path, String typeCode) {
        Sampling timing = scope.timerSampling();
        LineTemplate template = scope.template("histograms", scope.typeCode(typeCode), timing);
        return new Histogram(bound(new Kind(histograms.intake(), template, timing), path));
    }

    @Override
    public Histogram distribution(String path) {
        return new Histogram(bound(distributions, path));
    }

    @Override
    public MemberSet set(String path) {
        return new MemberSet(bound(sets, path));
    }

    private Kind bound(Kind kind, String path) {
        return kind.bound(scope.path(requireNonNull(path, "path")));
    }

    private static boolean isReadable(String value, String typeCode) {
        boolean negativeTime = typeCode.equals("ms") && value.startsWith("-");
        return !negativeTime && (!NUMERIC_TYPES.contains(typeCode) || PlainNumber.matches(value));
    }
}
