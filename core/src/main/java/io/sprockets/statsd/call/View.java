package io.sprockets.statsd.call;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.Objects.requireNonNull;

import io.sprockets.statsd.Counter;
import io.sprockets.statsd.Dialect;
import io.sprockets.statsd.DropReason;
import io.sprockets.statsd.Event;
import io.sprockets.statsd.Gauge;
import io.sprockets.statsd.Histogram;
import io.sprockets.statsd.MemberSet;
import io.sprockets.statsd.ServiceCheck;
import io.sprockets.statsd.Statsd;
import io.sprockets.statsd.Tags;
import io.sprockets.statsd.Timer;
import io.sprockets.statsd.Timing;
import io.sprockets.statsd.line.PlainNumber;
import io.sprockets.statsd.line.Syntax;
import io.sprockets.statsd.line.TextEncoder;
import io.sprockets.statsd.series.Tag;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Records in one scope. What its calls need is made by the first one that needs it. Any thread may use it. */
public final class View implements Statsd {
    private static final Set<String> NUMERIC_TYPES = Set.of("c", "g", "ms", "h", "d", "m");
    private static final Statsd NOOP =
            new View(Recorder.noop(), Scope.of(Syntax.of(Dialect.STATSD, false, ""), false, "", true, Tags.NONE));

    private final Recorder recorder;
    private final Scope scope;
    private final @Nullable TypeRecorder[] recorders =
            new TypeRecorder[Group.COUNT]; // made once; a race makes one twice

    public View(Recorder recorder, Scope scope) {
        this.recorder = recorder;
        this.scope = scope;
    }

    /** Accepts every call and does nothing. */
    public static Statsd noop() {
        return NOOP;
    }

    @Override
    public void incr(String path) {
        TypeRecorder counters = recorder(Group.COUNTERS);
        counters.add(counters.find(path), path, 1);
    }

    @Override
    public void incr(String path, long amount) {
        TypeRecorder counters = recorder(Group.COUNTERS);
        counters.add(counters.find(path), path, amount);
    }

    @Override
    public void incr(String path, double amount) {
        TypeRecorder counters = recorder(Group.COUNTERS);
        counters.number(counters.find(path), path, amount);
    }

    @Override
    public void decr(String path) {
        incr(path, -1);
    }

    @Override
    public void decr(String path, long amount) {
        TypeRecorder counters = recorder(Group.COUNTERS);
        counters.opposite(counters.find(path), path, amount);
    }

    @Override
    public void gauge(String path, long value) {
        TypeRecorder gauges = recorder(Group.GAUGES);
        gauges.number(gauges.find(path), path, value);
    }

    @Override
    public void gauge(String path, double value) {
        TypeRecorder gauges = recorder(Group.GAUGES);
        gauges.number(gauges.find(path), path, value);
    }

    @Override
    public void gaugeDelta(String path, long delta) {
        TypeRecorder changes = recorder(Group.CHANGES);
        changes.number(changes.find(path), path, delta);
    }

    @Override
    public void gaugeDelta(String path, double delta) {
        TypeRecorder changes = recorder(Group.CHANGES);
        changes.number(changes.find(path), path, delta);
    }

    @Override
    public void timing(String path, Duration duration) {
        TypeRecorder timers = recorder(Group.TIMERS);
        timers.duration(timers.find(path), path, duration);
    }

    @Override
    public void timing(String path, double seconds) {
        TypeRecorder timers = recorder(Group.TIMERS);
        timers.seconds(timers.find(path), path, seconds);
    }

    @Override
    public Timer timer(String path) {
        return new Stopwatch(this::nanos, path, System::nanoTime);
    }

    @Override
    public <T extends @Nullable Object> T time(String path, Callable<T> body) throws Exception {
        long start = System.nanoTime();
        try {
            return body.call();
        } finally {
            nanos(path, System.nanoTime() - start);
        }
    }

    @Override
    public <T extends @Nullable Object> CompletionStage<T> time(String path, CompletionStage<T> stage) {
        long start = System.nanoTime();
        return stage.whenComplete((result, failure) -> nanos(path, System.nanoTime() - start));
    }

    @Override
    public void histogram(String path, long value) {
        TypeRecorder histograms = recorder(Group.HISTOGRAMS);
        histograms.magnitude(histograms.find(path), path, value);
    }

    @Override
    public void histogram(String path, double value) {
        TypeRecorder histograms = recorder(Group.HISTOGRAMS);
        histograms.magnitude(histograms.find(path), path, value);
    }

    @Override
    public void distribution(String path, long value) {
        TypeRecorder distributions = recorder(Group.DISTRIBUTIONS);
        distributions.magnitude(distributions.find(path), path, value);
    }

    @Override
    public void distribution(String path, double value) {
        TypeRecorder distributions = recorder(Group.DISTRIBUTIONS);
        distributions.magnitude(distributions.find(path), path, value);
    }

    @Override
    public void set(String path, String member) {
        TypeRecorder sets = recorder(Group.SETS);
        sets.text(sets.find(path), path, member);
    }

    @Override
    public void injectMetric(String path, @Nullable String value, @Nullable String typeCode) {
        if (value == null || typeCode == null || !isReadable(value, typeCode)) {
            recorder.drop(DropReason.INVALID);
        } else {
            recorder(Group.INJECTED).typed(path, value, typeCode);
        }
    }

    @Override
    public void event(@Nullable Event event) {
        recorder(Group.EVENTS).whole(event == null ? null : Announcement.of(event, scope), Tag.WHOLE);
    }

    @Override
    public void serviceCheck(@Nullable ServiceCheck check) {
        recorder(Group.EVENTS).whole(check == null ? null : Announcement.of(check, scope), Tag.WHOLE);
    }

    /** Records a line made by another client. */
    public void relay(@Nullable String line) {
        if (line == null || !ForeignLine.isOne(line)) {
            recorder.drop(DropReason.INVALID);
        } else {
            recorder(Group.INJECTED).whole(line, TextEncoder.beginsLikeAnEvent(line) ? Tag.WHOLE : 0);
        }
    }

    /** Records the bytes of a line made by another client. */
    public void relay(byte @Nullable [] line) {
        String bytes = line == null ? "" : new String(line, ISO_8859_1); // a character for each
        if (!ForeignLine.isOneOfBytes(bytes)) {
            recorder.drop(DropReason.INVALID);
        } else {
            recorder(Group.INJECTED).bytes(bytes, TextEncoder.beginsLikeAnEvent(bytes) ? Tag.WHOLE : 0);
        }
    }

    @Override
    public Statsd scoped(String segment) {
        return new View(recorder, scope.scoped(requireNonNull(segment, "segment")));
    }

    @Override
    public Statsd bare() {
        return new View(recorder, scope.bare());
    }

    @Override
    public Statsd tagged(Tags tags) {
        return new View(recorder, scope.tagged(requireNonNull(tags, "tags")));
    }

    @Override
    public Statsd sampled(double rate) {
        return new View(recorder, scope.sampled(new Sampling(rate, rate != 1)));
    }

    @Override
    public Statsd presampled(double rate) {
        return new View(recorder, scope.sampled(new Sampling(rate, false)));
    }

    @Override
    public Statsd at(Instant time) {
        return new View(recorder, scope.at(requireNonNull(time, "time")));
    }

    @Override
    public Counter counter(String path) {
        return new BoundCounter(recorder(Group.COUNTERS), bound(path));
    }

    @Override
    public Gauge gauge(String path) {
        return new BoundGauge(recorder(Group.GAUGES), recorder(Group.CHANGES), bound(path));
    }

    @Override
    public Timing timing(String path) {
        return new BoundTiming(recorder(Group.TIMERS), bound(path));
    }

    @Override
    public Histogram histogram(String path) {
        return new BoundHistogram(recorder(Group.HISTOGRAMS), bound(path));
    }

    @Override
    public Histogram histogram(String path, String typeCode) {
        String type = scope.typeCode(requireNonNull(typeCode, "typeCode"));
        return new BoundHistogram(new TypeRecorder(recorder, scope, Group.HISTOGRAMS, type), bound(path));
    }

    @Override
    public Histogram distribution(String path) {
        return new BoundHistogram(recorder(Group.DISTRIBUTIONS), bound(path));
    }

    @Override
    public MemberSet set(String path) {
        return new BoundSet(recorder(Group.SETS), bound(path));
    }

    @Override
    public String toString() {
        return this == NOOP ? "Statsd.noop()" : "Statsd for " + scope.description();
    }

    private void nanos(String path, long nanos) {
        TypeRecorder timers = recorder(Group.TIMERS);
        timers.nanos(timers.find(path), path, nanos);
    }

    private String bound(String path) {
        return scope.path(requireNonNull(path, "path"));
    }

    private TypeRecorder recorder(Group group) {
        TypeRecorder known = recorders[group.index()];
        return known != null ? known : make(group);
    }

    private TypeRecorder make(Group group) {
        TypeRecorder made = new TypeRecorder(recorder, scope, group);
        recorders[group.index()] = made;
        return made;
    }

    private static boolean isReadable(String value, String typeCode) {
        boolean negativeTime = typeCode.equals("ms") && value.startsWith("-");
        return !negativeTime && (!NUMERIC_TYPES.contains(typeCode) || PlainNumber.matches(value));
    }
}
