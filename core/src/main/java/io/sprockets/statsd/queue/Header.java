package io.sprockets.statsd.queue;

/**
 * The first word of a record: what it is, and in which lap of the ring it was written. What its tag means is between
 * those who offer and those who consume. Any thread may use it.
 *
 * <pre>{@code
 * 11111 | lap 25 bits | text 1 | tag 2 | exponent 11, signed | number 20: without a text any, with one its length in bytes
 * }</pre>
 */
public final class Header {
    /** Numbers are below this. */
    public static final int NUMBER_LIMIT = 1 << 20;

    /** The tag of abandoned records without text; others may use 0 to 2, records with a text 0 to 3. */
    static final int ABANDONED = 3;

    static final int LAP_SHIFT = 34;
    private static final int TAG_SHIFT = 31;
    private static final int EXPONENT_SHIFT = 20;
    private static final long MARK = 0x1FL << 59;
    private static final long TEXT = 1L << 33;
    private static final long EXPONENT = (1L << 11) - 1;
    private static final long TAG = 3;

    static final long LAP = ((1L << 25) - 1) << LAP_SHIFT;

    /** What an abandoned record begins with, without lap and number of slots. */
    static final long ABANDONED_RECORD = MARK | (long) ABANDONED << TAG_SHIFT;

    private Header() {}

    /**
     * The header of a record without a text, whose lap is not known yet.
     *
     * @param exponent -1024 to 1023
     * @param number below {@link #NUMBER_LIMIT}
     */
    public static long of(int tag, int exponent, int number) {
        return MARK | (long) tag << TAG_SHIFT | (exponent & EXPONENT) << EXPONENT_SHIFT | number;
    }

    /** The header of a record with a text of this many bytes. */
    public static long ofText(int tag, int exponent, int length) {
        return of(tag, exponent, length) | TEXT;
    }

    /** The lap of a position in a ring of {@code 1 << shift} slots, in its place. */
    static long lap(long position, int shift) {
        return position >>> shift << LAP_SHIFT & LAP;
    }

    static boolean isOfLap(long word, long lap) {
        return (word & (MARK | LAP)) == (MARK | lap);
    }

    /** Whether it is of that lap, has no text, and its tag is 0. */
    static boolean isNumberOfLap(long word, long lap) {
        return (word & (MARK | LAP | TEXT | TAG << TAG_SHIFT)) == (MARK | lap);
    }

    static boolean isAbandoned(long header) {
        return (header & (TEXT | TAG << TAG_SHIFT)) == (long) ABANDONED << TAG_SHIFT;
    }

    /** The slots of a record that was not abandoned. */
    static int slots(long header) {
        return hasText(header) ? 2 + (number(header) - 1) / Slots.BYTES : 1;
    }

    public static boolean hasText(long header) {
        return (header & TEXT) != 0;
    }

    public static int tag(long header) {
        return (int) (header >>> TAG_SHIFT & TAG);
    }

    public static int exponent(long header) {
        return (int) (header << (Long.SIZE - EXPONENT_SHIFT - 11) >> (Long.SIZE - 11));
    }

    public static int number(long header) {
        return (int) header & (NUMBER_LIMIT - 1);
    }
}
