package io.sprockets.statsd.compare;

import java.nio.ByteBuffer;

/** Counts the metrics in what one reader receives, piece after piece. One thread uses it. */
interface Tally {
    /** The metrics that are complete with these bytes, from zero to the buffer's position. */
    long count(ByteBuffer bytes);

    /** One line is one metric, unless it is empty; eight bytes at a time. */
    static Tally ofLines() {
        return new LineTally();
    }

    /** The value is the number of metrics, since they may have been merged. Slower. */
    static Tally ofValues() {
        return new ValueTally();
    }

    /** Counts newlines that end a line which is not empty: some clients fill packets up with empty ones. */
    final class LineTally implements Tally {
        private static final byte NEWLINE = '\n';
        private static final long NEWLINES = 0x0A0A0A0A0A0A0A0AL;
        private static final long LOW_BITS = 0x7F7F7F7F7F7F7F7FL;

        private static final long FIRST_BYTE = Long.MIN_VALUE; // its high bit
        private static final int LAST_TO_FIRST = Long.SIZE - Byte.SIZE;

        private long before = FIRST_BYTE; // its high bit says that the byte before these was a newline

        private LineTally() {}

        @Override
        public long count(ByteBuffer bytes) {
            int end = bytes.position();
            long lines = 0;
            int at = 0;
            for (; at <= end - Long.BYTES; at += Long.BYTES) {
                long others = bytes.getLong(at) ^ NEWLINES; // a newline is a zero now
                others = (others & LOW_BITS) + LOW_BITS | others | LOW_BITS; // the only byte whose high bit is clear
                long newlines = ~others;
                lines += Long.bitCount(newlines & ~(newlines >>> Byte.SIZE | before));
                before = newlines << LAST_TO_FIRST;
            }
            for (; at < end; at++) {
                boolean newline = bytes.get(at) == NEWLINE;
                lines += newline && before == 0 ? 1 : 0;
                before = newline ? FIRST_BYTE : 0;
            }
            return lines;
        }
    }

    /** Adds up what comes between a colon and a bar, if that is digits. */
    final class ValueTally implements Tally {
        private static final long NO_VALUE = -1;

        private long value = NO_VALUE; // so far

        private ValueTally() {}

        @Override
        public long count(ByteBuffer bytes) {
            long sum = 0;
            for (int i = 0; i < bytes.position(); i++) {
                byte next = bytes.get(i);
                if (next == ':') {
                    value = 0;
                } else if (value != NO_VALUE) {
                    int digit = next - '0';
                    boolean more = digit >= 0 && digit <= 9;
                    sum += next == '|' ? value : 0;
                    value = more ? value * 10 + digit : NO_VALUE;
                }
            }
            return sum;
        }
    }
}
