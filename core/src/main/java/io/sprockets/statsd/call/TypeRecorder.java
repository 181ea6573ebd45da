package io.sprockets.statsd.call;

import io.sprockets.statsd.DropReason;
import io.sprockets.statsd.line.ByteLine;
import io.sprockets.statsd.line.Decimal;
import io.sprockets.statsd.line.LineTemplate;
import io.sprockets.statsd.line.WholeLine;
import io.sprockets.statsd.queue.Adder;
import io.sprockets.statsd.queue.Adders;
import io.sprockets.statsd.series.PathTable;
import io.sprockets.statsd.series.Series;
import io.sprockets.statsd.series.SeriesTable;
import io.sprockets.statsd.series.Tag;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Records metrics of one type in one view: it knows which values they accept, how they are sampled, and which series a
 * path has. A path gets a series the second time the type is used, so one that is used once builds no table. Each
 * method takes the series found for the path, if any. Any thread may use it.
 */
final class TypeRecorder {
    private static final String OPPOSITE_OF_LEAST = "9223372036854775808"; // which is no long
    private static final ByteLine BYTES = new ByteLine();
    private static final WholeLine WHOLE_LINE = new WholeLine();
    private static final long MOST_SECONDS = Long.MAX_VALUE / 1_000_000_000;
    private static final int SECONDS_AS_MILLIS = 3; // exponent

    private final Recorder recorder;
    private final LineTemplate template;
    private final Group group;
    private final Sampling sampling;
    private final boolean belowZero; // whether a histogram may be
    private final boolean numbered; // whether its series get numbers
    private boolean used;
    private @Nullable PathTable paths; // made once; a race makes one twice, and series are the same in both

    TypeRecorder(Recorder recorder, Scope scope, Group group) {
        this(recorder, scope, group, scope.type(group));
    }

    TypeRecorder(Recorder recorder, Scope scope, Group group, String type) {
        this.recorder = scope.has(group) ? recorder : recorder.ofUnsupported();
        this.group = group;
        this.sampling = scope.sampling(group);
        this.template = group == Group.INJECTED ? scope.untyped() : scope.template(group, type, sampling);
        this.belowZero = scope.syntax().takesNegativeValues();
        this.numbered = scope.isNumbered();
    }

    /** The series of a path; null if it has none. */
    @Nullable
    Series find(@Nullable String path) {
        PathTable known = paths;
        return path == null || known == null ? null : known.find(path);
    }

    /** The series of a bound path; null if it gets none. */
    @Nullable
    Series bind(String path) {
        if (!numbered) {
            return null;
        }
        byte[] line = template.series(path);
        return recorder.table().bind(line, template.valueAt(line));
    }

    /** The same when it was bound before; null, too, if there is no memory. */
    @Nullable
    Series bindAgain(String path) {
        try {
            return bind(path);
        } catch (OutOfMemoryError e) {
            return null; // a text needs none
        }
    }

    /** Where a bound counter adds up its calls; null if each of them is a record. */
    @Nullable
    Adder adder(@Nullable Series series) {
        Adders<Series> adders = recorder.adders();
        if (adders == null || series == null || !adders.takeAll() || !series.takesSums()) {
            return null;
        }
        return adders.of(series);
    }

    /** Whether this call is recorded. */
    boolean takes() {
        return sampling.takes();
    }

    void number(@Nullable Series series, @Nullable String path, long value) {
        if (sampling.takes()) {
            record(series, path, value, 0);
        }
    }

    /** An amount of a counter by path, which needs no record where calls are added up. */
    void add(@Nullable Series series, @Nullable String path, long amount) {
        Adder adder = series == null ? null : series.adder();
        if (adder == null || Adder.isTooLarge(amount)) {
            number(series, path, amount);
        } else if (sampling.takes() && !adder.add(amount)) {
            record(series, path, amount, 0);
        }
    }

    /** An amount of a bound counter, which is not dropped though the queue is full. */
    void count(@Nullable Series series, String path, long amount) {
        if (series == null || Adder.isTooLarge(amount)) {
            number(series, path, amount);
        } else if (sampling.takes() && !recorder.count(series, amount)) {
            countAgain(path, amount);
        }
    }

    /** The same when the series has given up its number at this moment. */
    private void countAgain(String path, long amount) {
        Series again = bindAgain(path);
        if (again == null || !recorder.count(again, amount)) {
            recordUnknown(path, amount, 0);
        }
    }

    /** The opposite of an amount. */
    void opposite(@Nullable Series series, @Nullable String path, long amount) {
        if (amount == Long.MIN_VALUE) {
            text(series, path, OPPOSITE_OF_LEAST);
        } else {
            add(series, path, -amount);
        }
    }

    void number(@Nullable Series series, @Nullable String path, double value) {
        if (!Double.isFinite(value)) {
            recorder.drop(DropReason.INVALID);
        } else if (sampling.takes()) {
            record(series, path, Decimal.significand(value), Decimal.exponent(value));
        }
    }

    /** As a number, but below zero only where servers take that. */
    void magnitude(@Nullable Series series, @Nullable String path, long value) {
        if (value < 0 && !belowZero) {
            recorder.drop(DropReason.INVALID);
        } else {
            number(series, path, value);
        }
    }

    void magnitude(@Nullable Series series, @Nullable String path, double value) {
        if (value < 0 && !belowZero) {
            recorder.drop(DropReason.INVALID);
        } else {
            number(series, path, value);
        }
    }

    void duration(@Nullable Series series, @Nullable String path, @Nullable Duration duration) {
        if (duration == null || duration.isNegative() || duration.toSeconds() >= MOST_SECONDS) {
            recorder.drop(DropReason.INVALID);
        } else {
            nanos(series, path, duration.toNanos());
        }
    }

    void duration(@Nullable Series series, @Nullable String path, long amount, @Nullable TimeUnit unit) {
        long nanos = unit == null ? -1 : unit.toNanos(amount);
        if (nanos < 0 || nanos == Long.MAX_VALUE) { // the maximum means "longer"
            recorder.drop(DropReason.INVALID);
        } else {
            nanos(series, path, nanos);
        }
    }

    void nanos(@Nullable Series series, @Nullable String path, long nanos) {
        if (sampling.takes()) {
            record(series, path, nanos, Decimal.NANOS_AS_MILLIS);
        }
    }

    void seconds(@Nullable Series series, @Nullable String path, double seconds) {
        if (!(seconds >= 0 && seconds <= Double.MAX_VALUE)) { // or NaN
            recorder.drop(DropReason.INVALID);
        } else if (sampling.takes()) {
            record(series, path, Decimal.significand(seconds), Decimal.exponent(seconds) + SECONDS_AS_MILLIS);
        }
    }

    void text(@Nullable Series series, @Nullable String path, @Nullable String value) {
        if (!sampling.takes()) {
            return;
        }
        int scanned = template.scanValue(value);
        int name = series == null ? template.scanName(path) : 0;
        if (value == null || scanned == 0 || path == null || (series == null && name == 0)) {
            recorder.drop(DropReason.INVALID);
            return;
        }
        Series known = series == null ? register(path, name) : series;
        if (known == null || !recorder.text(known, template.values(), value, scanned)) {
            recorder.line(template.spelled(), template.length(template.scanName(path), scanned, 0), 0, path, value, "");
        }
    }

    /** A value with its own type, which never has a number. */
    void typed(@Nullable String path, String value, String type) {
        int name = template.scanName(path);
        int scanned = template.scanValue(value);
        int code = template.scanType(type);
        if (path == null || name == 0 || scanned == 0 || code == 0) {
            recorder.drop(DropReason.INVALID);
        } else {
            recorder.line(template.spelled(), template.length(name, scanned, code), 0, path, value, type);
        }
    }

    /** A line that is written as it is; the exponent of its record says whether it can be merged. */
    void whole(@Nullable String line, int exponent) {
        int scanned = WHOLE_LINE.scan(line);
        if (line == null || scanned == 0) {
            recorder.drop(DropReason.INVALID);
        } else {
            recorder.line(WHOLE_LINE, WHOLE_LINE.length(scanned), exponent, "", line, "");
        }
    }

    /** A line whose bytes are written as they are, given as a character for each. */
    void bytes(String line, int exponent) {
        recorder.line(BYTES, line.length() + 1, exponent, "", line, "");
    }

    void drop(DropReason reason) {
        recorder.drop(reason);
    }

    /** Records a number that is not refused and not sampled out; that needs no memory. */
    void record(@Nullable Series series, @Nullable String path, long significand, int exponent) {
        if (series == null || !recorder.number(series, tag(), significand, exponent)) {
            recordUnknown(path, significand, exponent);
        }
    }

    private void recordUnknown(@Nullable String path, long significand, int exponent) {
        int name = template.scanName(path);
        if (path == null || name == 0) {
            recorder.drop(DropReason.INVALID);
            return;
        }
        Series series = register(path, name);
        if (series == null || !recorder.number(series, tag(), significand, exponent)) {
            recorder.number(template, path, name, tag(), group == Group.GAUGES, significand, exponent);
        }
    }

    private int tag() {
        return group == Group.CHANGES ? Tag.CHANGE : Tag.NUMBER;
    }

    /** Makes a series for a path; null if it gets none, at least not yet. */
    private @Nullable Series register(String path, int scannedName) {
        SeriesTable table = recorder.table();
        if (!used || !numbered || !table.takes(template.length(scannedName, 1, 0))) {
            used = true;
            return null;
        }
        try {
            return registered(table, path);
        } catch (OutOfMemoryError e) {
            return null; // a text needs no memory
        }
    }

    private @Nullable Series registered(SeriesTable table, String path) {
        byte[] line = template.series(path);
        Series series = table.add(line, template.valueAt(line));
        if (series == null) {
            return null;
        }
        recorder.addUp(series);
        PathTable known = paths;
        if (known == null) {
            known = table.paths();
            paths = known;
        }
        return known.add(path, series);
    }
}
