package io.sprockets.statsd.line;

/**
 * Writes whole lines, from a template line with the value 0 and a newline. Bytes after either line may be touched, up
 * to {@link Words#SLACK}. Any thread may use it; nothing is allocated.
 */
public final class Lines {
    /** Marks the newline between two lines that are one metric and are never separated. */
    public static final byte JOINT = 2;

    private static final int FEW = 16; // bytes

    private Lines() {}

    /**
     * Writes a line with a number.
     *
     * @param line with the value 0
     * @param length of that line
     * @param valueAt where its value is
     * @return the index behind its newline
     */
    public static int write(
            byte[] line, int length, int valueAt, long significand, int exponent, byte[] target, int start) {
        if (exponent == 0 && significand >= 0 && significand <= 9) {
            Words.copy(line, length, target, start);
            target[start + valueAt] = (byte) ('0' + significand);
            return start + length;
        }
        Words.copy(line, valueAt, target, start);
        int at = exponent == 0
                ? Decimal.write(significand, 0, target, start + valueAt)
                : Decimal.writeShortest(significand, exponent, target, start + valueAt);
        return end(line, length, valueAt, target, at);
    }

    /** Writes a line with a change, which has a sign; as {@link #write}. */
    public static int writeChange(
            byte[] line, int length, int valueAt, long significand, int exponent, byte[] target, int start) {
        Words.copy(line, valueAt, target, start);
        int at = start + valueAt;
        if (significand >= 0) {
            target[at++] = '+';
        }
        return end(line, length, valueAt, target, Decimal.writeShortest(significand, exponent, target, at));
    }

    /**
     * Writes the line itself, and one with a number below zero, which alone would be read as a change; as {@link
     * #write}.
     */
    public static int writePair(
            byte[] line, int length, int valueAt, long significand, int exponent, byte[] target, int start) {
        Words.copy(line, length, target, start);
        target[start + length - 1] = JOINT;
        return write(line, length, valueAt, significand, exponent, target, start + length);
    }

    /** Writes a line with a text; as {@link #write}. */
    public static int write(
            byte[] line, int length, int valueAt, byte[] value, int valueLength, byte[] target, int start) {
        Words.copy(line, valueAt, target, start);
        System.arraycopy(value, 0, target, start + valueAt, valueLength);
        return end(line, length, valueAt, target, start + valueAt + valueLength);
    }

    /** Writes what comes after the value. */
    private static int end(byte[] line, int length, int valueAt, byte[] target, int at) {
        int tail = length - valueAt - 1;
        if (tail > FEW) {
            System.arraycopy(line, valueAt + 1, target, at, tail);
        } else {
            for (int i = 0; i < tail; i++) {
                target[at + i] = line[valueAt + 1 + i];
            }
        }
        return at + tail;
    }
}
