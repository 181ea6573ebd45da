package io.sprockets.statsd;

import io.sprockets.statsd.call.Recorder;
import io.sprockets.statsd.call.Scope;
import io.sprockets.statsd.call.View;
import io.sprockets.statsd.ledger.Ledger;
import io.sprockets.statsd.line.Lines;
import io.sprockets.statsd.line.Syntax;
import io.sprockets.statsd.queue.RecordQueue;
import io.sprockets.statsd.sender.Records;
import io.sprockets.statsd.series.SeriesTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Views in one dialect, and all that comes out of them. */
final class Lab {
    private static final int QUEUE = 1 << 18; // bytes
    private static final int LONGEST_LINE = 4096; // bytes
    private static final int MOST_SERIES = 500; // so that some metrics have a number and others are spelled out

    private static final Set<Dialect> MAY_BE_READ_AS_ASCII =
            EnumSet.of(Dialect.STATSD, Dialect.GRAPHITE, Dialect.PLAIN, Dialect.COLLECTD, Dialect.DOGSTATSD);

    private final Dialect dialect;
    private final boolean sevenBit;
    private final boolean bare;
    private final Syntax syntax;
    private final Statsd statsd;
    private final Ledger ledger = new Ledger();
    private final Records records;
    private final byte[] written = new byte[LONGEST_LINE + Records.SLACK];

    Lab(Dialect dialect, boolean sevenBit, boolean bare) {
        this.dialect = dialect;
        this.sevenBit = sevenBit;
        this.bare = bare;
        this.syntax = Syntax.of(dialect, sevenBit, "");
        RecordQueue queue = new RecordQueue(QUEUE, () -> {});
        SeriesTable table = new SeriesTable(MOST_SERIES, LONGEST_LINE);
        Recorder recorder = new Recorder(queue, table, null, ledger, Duration.ZERO, syntax.signIsChange());
        this.records = new Records(queue, table, syntax.signIsChange());
        this.statsd = new View(recorder, Scope.of(syntax, false, bare ? "" : "app", !bare, Tags.NONE));
    }

    /** One for every way to write lines. */
    static List<Lab> all() {
        List<Lab> all = new ArrayList<>();
        for (Dialect dialect : Dialect.values()) {
            for (boolean bare : new boolean[] {false, true}) {
                all.add(new Lab(dialect, false, bare));
                if (MAY_BE_READ_AS_ASCII.contains(dialect)) {
                    all.add(new Lab(dialect, true, bare));
                }
            }
        }
        return all;
    }

    Dialect dialect() {
        return dialect;
    }

    Syntax syntax() {
        return syntax;
    }

    /** Whether the server may read it as 7-bit ASCII. */
    boolean sevenBit() {
        return sevenBit;
    }

    /** Whether nothing comes before a path. */
    boolean bare() {
        return bare;
    }

    Statsd statsd() {
        return statsd;
    }

    /** How many calls were dropped so far. */
    long dropped() {
        return ledger.droppedCalls();
    }

    /** The lines since the last time, without the newlines that must end them. */
    List<byte[]> lines() {
        List<byte[]> lines = new ArrayList<>(2);
        while (records.next()) {
            int end = records.write(written, 0);
            int start = 0;
            for (int i = 0; i < end; i++) {
                if (written[i] == '\n' || written[i] == Lines.JOINT) {
                    lines.add(Arrays.copyOfRange(written, start, i));
                    start = i + 1;
                }
            }
            if (start != end) {
                throw new AssertionError("no newline at the end");
            }
            records.pass();
        }
        records.free();
        return lines;
    }

    @Override
    public String toString() {
        return dialect + (sevenBit ? ", seven bits" : "");
    }
}
