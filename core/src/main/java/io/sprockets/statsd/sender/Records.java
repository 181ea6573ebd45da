package io.sprockets.statsd.sender;

import io.sprockets.statsd.fold.Fold;
import io.sprockets.statsd.line.Lines;
import io.sprockets.statsd.line.Words;
import io.sprockets.statsd.queue.Header;
import io.sprockets.statsd.queue.RecordQueue;
import io.sprockets.statsd.queue.RecordReader;
import io.sprockets.statsd.series.LastValues;
import io.sprockets.statsd.series.Series;
import io.sprockets.statsd.series.SeriesTable;
import io.sprockets.statsd.series.Tag;
import io.sprockets.statsd.series.Type;

/**
 * The records of a queue, one after another: each is written as a line, or merged without becoming text in between.
 * Only the sender thread uses it.
 */
public final class Records {
    /** Bytes beyond a line that {@link #write} may touch. */
    public static final int SLACK = Words.SLACK;

    private static final int MOST_NUMBERS = 128; // looked at in advance; they fill a batch if lines are long

    private final RecordReader reader;
    private final SeriesTable table;
    private final LastValues values;
    private final boolean signIsChange;
    private final byte[] text;
    private final byte[] key;
    private boolean joined; // one of those that were passed, or are looked at
    private boolean merged; // the record that is looked at

    /** @param signIsChange whether a gauge is set below zero by two lines */
    public Records(RecordQueue queue, SeriesTable table, boolean signIsChange) {
        int longest = Math.min(queue.longestText(), table.longestLine()) + SLACK;
        this.reader = queue.reader();
        this.table = table;
        this.values = table.values();
        this.signIsChange = signIsChange;
        this.text = new byte[longest];
        this.key = new byte[longest + 1];
    }

    /** Whether there is a record to look at. */
    public boolean next() {
        merged = false;
        return reader.next();
    }

    /** Goes on behind it. */
    public void pass() {
        if (values.areKept()) {
            note();
        }
        reader.pass();
    }

    /** Notes its value; a merged counter has that of its sum. */
    private void note() {
        long header = reader.header();
        int number = Header.number(header);
        boolean change = Header.tag(header) == Tag.CHANGE;
        if (!Header.hasText(header)) {
            Series series = table.get(number);
            if (!merged || series.type() != Type.COUNTER) {
                values.note(series, change, reader.value(), Header.exponent(header));
            }
        } else if (Header.tag(header) != Tag.TEXT && Header.tag(header) != Tag.LINE) {
            read(number);
            int valueAt = behindColon(number);
            if (!merged || Type.of(text, valueAt) != Type.COUNTER) {
                values.note(text, number, valueAt, change, reader.value(), Header.exponent(header));
            }
        }
    }

    /** Records passed since room was given back. */
    public int passed() {
        return reader.passed();
    }

    /** Gives back the room of all that was passed. */
    public void free() {
        joined = false;
        reader.free();
    }

    /** Goes back to the first record whose room was not given back. */
    public void rewind() {
        joined = false;
        reader.rewind();
    }

    /** Whether a record written since then takes two lines, with a joint between. */
    public boolean areJoined() {
        return joined;
    }

    /**
     * Writes numbers of series, and passes them, while there are some in a row: that is less work than one by one.
     *
     * @param last where the last line may begin
     * @return the index behind the last line
     */
    public int writeNumbers(byte[] target, int start, int last) {
        if (values.areKept()) {
            return start; // each of them is noted
        }
        long[] words = reader.words();
        int end = reader.endOfNumbers(MOST_NUMBERS);
        int record = reader.index();
        int at = start;
        for (; record < end && at <= last; record += 2) {
            Series series = table.get(Header.number(words[record]));
            at = writeNumber(
                    series.line(), series.length(), series.valueAt(), words[record], words[record + 1], target, at);
        }
        reader.passNumbers(record);
        return at;
    }

    /** Writes the record as a line with its newline. Returns the index behind it. */
    public int write(byte[] target, int at) {
        long header = reader.header();
        if (!Header.hasText(header)) {
            Series series = table.get(Header.number(header));
            return writeNumber(series.line(), series.length(), series.valueAt(), header, reader.value(), target, at);
        }
        int length = Header.number(header);
        switch (Header.tag(header)) {
            case Tag.LINE -> {
                Words.get(reader.words(), reader.textAt(), length, target, at);
                return at + length;
            }
            case Tag.TEXT -> {
                Series series = table.get((int) reader.value());
                read(length);
                return Lines.write(series.line(), series.length(), series.valueAt(), text, length, target, at);
            }
            default -> {
                read(length);
                return writeNumber(text, length, behindColon(length), header, reader.value(), target, at);
            }
        }
    }

    private int writeNumber(byte[] line, int length, int valueAt, long header, long number, byte[] target, int at) {
        int exponent = Header.exponent(header);
        if (Header.tag(header) == Tag.CHANGE) {
            return Lines.writeChange(line, length, valueAt, number, exponent, target, at);
        }
        if (number < 0 && signIsChange && Type.of(line, valueAt) == Type.GAUGE) {
            joined = true;
            return Lines.writePair(line, length, valueAt, number, exponent, target, at);
        }
        return Lines.write(line, length, valueAt, number, exponent, target, at);
    }

    /** Merges the record. */
    Fold.Outcome merge(Fold fold) {
        Fold.Outcome outcome = mergeInto(fold);
        merged = outcome == Fold.Outcome.MERGED;
        return outcome;
    }

    private Fold.Outcome mergeInto(Fold fold) {
        long header = reader.header();
        boolean change = Header.tag(header) == Tag.CHANGE;
        if (!Header.hasText(header)) {
            Series series = table.get(Header.number(header));
            return fold.number(series, change, reader.value(), Header.exponent(header));
        }
        int length = Header.number(header);
        read(length);
        return switch (Header.tag(header)) {
            case Tag.TEXT -> fold.text(table.get((int) reader.value()), text, 0, length);
            case Tag.LINE -> Header.exponent(header) == Tag.WHOLE ? Fold.Outcome.OTHER : mergeLine(fold, length);
            default -> fold.number(text, length, behindColon(length), change, reader.value(), Header.exponent(header));
        };
    }

    private Fold.Outcome mergeLine(Fold fold, int length) {
        int valueAt = behindColon(length);
        int tail = valueAt;
        while (tail < length && text[tail] != '|') {
            tail++;
        }
        System.arraycopy(text, 0, key, 0, valueAt);
        key[valueAt] = '0';
        System.arraycopy(text, tail, key, valueAt + 1, length - tail);
        return fold.text(key, length - tail + valueAt + 1, valueAt, text, valueAt, tail);
    }

    private void read(int length) {
        Words.get(reader.words(), reader.textAt(), length, text, 0);
    }

    /** The index behind the first colon of the text, or its end. */
    private int behindColon(int length) {
        return Math.min(Words.indexOf((byte) ':', text, length) + 1, length);
    }
}
