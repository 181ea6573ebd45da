package io.sprockets.statsd.series;

import static java.util.Objects.requireNonNull;

import io.sprockets.statsd.line.Decimal;
import io.sprockets.statsd.line.Words;
import io.sprockets.statsd.queue.Adder;
import io.sprockets.statsd.queue.Numbered;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * All metrics of one type, name, tags and rate: the bytes around their values, and a number that identifies them. Any
 * thread may use it; nothing ever changes but whether it is in use, and where its calls are added up.
 */
public final class Series extends Numbered {
    static {
        requireNonNull(Adder.class); // loaded, or the JIT would not inline the question that each call by path asks
    }

    private final byte[] line;
    private final int length;
    private final int valueAt;
    private final Type type;
    private final int room;
    private final int spareRoom;
    private int used; // the sender's: the time of its last record
    private volatile @Nullable Adder adder; // of a counter by path

    Series(int number, byte[] line, int valueAt, int longestLine, int now) {
        super(number);
        this.line = Arrays.copyOf(line, line.length + Words.SLACK);
        this.length = line.length;
        this.valueAt = valueAt;
        this.type = Type.of(line, valueAt);
        this.room = longestLine + 1 - length;
        this.spareRoom = type == Type.GAUGE ? room - length : room;
        this.used = now;
    }

    /** Its line with the value 0 and a newline, and some bytes that do not count; not to be changed. */
    public byte[] line() {
        return line;
    }

    /** The bytes of that line. */
    public int length() {
        return length;
    }

    /** Where the value is in that line. */
    public int valueAt() {
        return valueAt;
    }

    public Type type() {
        return type;
    }

    /** The most characters that a value may have. */
    public int room() {
        return room;
    }

    /** The most bytes that fit in any case, also for a gauge of two lines. */
    public int spareRoom() {
        return spareRoom;
    }

    /** Whether it is a counter with room for any sum. */
    public boolean takesSums() {
        return type == Type.COUNTER && room >= Decimal.roughLength(0);
    }

    /** Where calls by path are added up; null if each of them is a record. */
    public @Nullable Adder adder() {
        return adder;
    }

    /** From now on, calls by path may be added up there. */
    public void addUp(Adder in) {
        adder = in;
    }

    /** The sender has a record of it now. */
    void use(int now) {
        if (used != now) { // callers read what is beside it, so it is written once for each time
            used = now;
        }
    }

    /** When the sender had one last. */
    int used() {
        return used;
    }

    void leave() {
        giveUp();
    }

    void stay() {
        keep();
    }
}
