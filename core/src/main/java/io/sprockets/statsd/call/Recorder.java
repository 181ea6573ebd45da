package io.sprockets.statsd.call;

import io.sprockets.statsd.DropReason;
import io.sprockets.statsd.ledger.Ledger;
import io.sprockets.statsd.line.Decimal;
import io.sprockets.statsd.line.LineTemplate;
import io.sprockets.statsd.line.TextEncoder;
import io.sprockets.statsd.queue.Adder;
import io.sprockets.statsd.queue.Adders;
import io.sprockets.statsd.queue.Header;
import io.sprockets.statsd.queue.Numbered;
import io.sprockets.statsd.queue.RecordQueue;
import io.sprockets.statsd.queue.TextSource;
import io.sprockets.statsd.series.Series;
import io.sprockets.statsd.series.SeriesTable;
import io.sprockets.statsd.series.Tag;
import io.sprockets.statsd.series.Type;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Turns a metric into a record of the queue, or counts a drop. Its methods neither throw nor allocate, and block only
 * with {@code Overflow.block}. Any thread may use it.
 */
public final class Recorder {
    private final RecordQueue queue;
    private final SeriesTable table;
    private final @Nullable Adders<Series> adders; // null if the sender does not read them
    private final Ledger ledger;
    private final Patience patience;
    private final boolean signIsChange;
    private final DropReason closed; // why a closed queue takes nothing

    /**
     * Makes one.
     *
     * @param patience how long a caller waits for room
     * @param signIsChange whether it takes two lines to set a gauge below zero
     */
    public Recorder(
            RecordQueue queue,
            SeriesTable table,
            @Nullable Adders<Series> adders,
            Ledger ledger,
            Duration patience,
            boolean signIsChange) {
        this(queue, table, adders, ledger, new Patience(queue, patience.toNanos()), signIsChange, DropReason.CLOSED);
    }

    private Recorder(
            RecordQueue queue,
            SeriesTable table,
            @Nullable Adders<Series> adders,
            Ledger ledger,
            Patience patience,
            boolean signIsChange,
            DropReason closed) {
        this.queue = queue;
        this.table = table;
        this.adders = adders;
        this.ledger = ledger;
        this.patience = patience;
        this.signIsChange = signIsChange;
        this.closed = closed;
    }

    /** One that discards every metric. */
    static Recorder noop() {
        return new Recorder(Noop.QUEUE, Noop.TABLE, null, new Ledger(), Duration.ZERO, true);
    }

    /** One that drops all of what a dialect does not have. */
    Recorder ofUnsupported() {
        return new Recorder(Noop.QUEUE, Noop.TABLE, null, ledger, patience, signIsChange, DropReason.UNSUPPORTED);
    }

    SeriesTable table() {
        return table;
    }

    @Nullable
    Adders<Series> adders() {
        return adders;
    }

    /** Has the calls of a counter by path added up from now on, if they are merged anyway. */
    void addUp(Series series) {
        if (adders != null && series.adder() == null && series.takesSums()) {
            Adder adder = adders.ofName(series);
            if (adder != null) {
                series.addUp(adder);
            }
        }
    }

    void drop(DropReason reason) {
        ledger.dropCall(reason);
    }

    /**
     * Records {@code significand * 10^exponent} of a series, as the tag says.
     *
     * @return false if that has given up its number, and nothing was recorded
     */
    boolean number(Series series, int tag, long significand, int exponent) {
        if (series.spareRoom() < Decimal.roughLength(exponent) && !fits(series, tag, significand, exponent)) {
            dropTooLong();
            return true;
        }
        return counted(offered(Header.of(tag, exponent, series.number()), significand, series));
    }

    /** Records such a number of what has no series: the name is scanned, and not empty. */
    void number(LineTemplate template, String path, int name, int tag, boolean gauge, long significand, int exponent) {
        int line = template.length(name, 1, 0);
        boolean mayNotFit = 2 * line + Decimal.roughLength(exponent) > table.longestLine(); // with one that sets zero
        if ((mayNotFit && !fits(line, tag, gauge, significand, exponent)) || line > queue.longestText()) {
            dropTooLong();
            return;
        }
        counted(offered(Header.ofText(tag, exponent, line), significand, null, template.zeros(name), path, "0", ""));
    }

    /** Records a value of a series that is a text, which is scanned, and not empty; as {@link #number}. */
    boolean text(Series series, TextEncoder values, String value, int scanned) {
        int length = TextEncoder.length(scanned);
        if (length > series.room() || length > queue.longestText()) {
            dropTooLong();
            return true;
        }
        return counted(offered(Header.ofText(Tag.TEXT, 0, length), series.number(), series, values, "", value, ""));
    }

    /** Records a line of this many bytes, with its newline; the exponent says whether it can be merged. */
    void line(TextSource source, int length, int exponent, String path, String value, String type) {
        if (length > table.longestLine() || length > queue.longestText()) {
            dropTooLong();
            return;
        }
        counted(offered(Header.ofText(Tag.LINE, exponent, length), 0, null, source, path, value, type));
    }

    /** Records an amount of a counter; one for which the queue has no room is added to what the sender will merge. */
    boolean count(Series series, long amount) {
        if (series.spareRoom() < Decimal.roughLength(0) && !fits(series, Tag.NUMBER, amount, 0)) {
            dropTooLong();
            return true;
        }
        int result = offered(Header.of(Tag.NUMBER, 0, series.number()), amount, series);
        if (result == RecordQueue.FULL && adders != null && series.takesSums() && adders.spill(series, amount)) {
            return true;
        }
        return counted(result);
    }

    private void dropTooLong() {
        drop(closed == DropReason.CLOSED ? DropReason.TOO_LONG : closed);
    }

    private boolean fits(Series series, int tag, long significand, int exponent) {
        return fits(series.length(), tag, series.type() == Type.GAUGE, significand, exponent);
    }

    /** @param line bytes of a line with the value 0 */
    private boolean fits(int line, int tag, boolean gauge, long significand, int exponent) {
        int length = line - 1 + Decimal.shortestLength(significand, exponent);
        if (tag == Tag.CHANGE) {
            length += significand < 0 ? 0 : 1; // the sign
        } else if (gauge && signIsChange && significand < 0) {
            length += line; // one that sets zero before
        }
        return length <= table.longestLine();
    }

    /** Counts what was dropped. Returns false if something else can be done. */
    private boolean counted(int result) {
        if (result == RecordQueue.FULL || result == RecordQueue.CLOSED) {
            drop(result == RecordQueue.FULL ? DropReason.QUEUE_FULL : closed);
        }
        return result != RecordQueue.GIVEN_UP;
    }

    /** Offers a record without text, and waits for room if the caller is patient. */
    private int offered(long header, long value, Numbered owner) {
        int result = queue.offer(header, value, owner, false);
        return result != RecordQueue.FULL ? result : patience.offer(header, value, owner, null, "", "", "");
    }

    /** The same with a text, whose parts are parameters, as an object for them would be garbage. */
    private int offered(
            long header,
            long value,
            @Nullable Numbered owner,
            TextSource source,
            String name,
            String text,
            String type) {
        int result = queue.offer(header, value, owner, source, name, text, type, false);
        return result != RecordQueue.FULL ? result : patience.offer(header, value, owner, source, name, text, type);
    }
}
