package io.sprockets.statsd;

import io.sprockets.statsd.fold.Tallies;
import io.sprockets.statsd.ledger.Ledger;
import io.sprockets.statsd.line.Decimal;
import io.sprockets.statsd.line.LineTemplate;
import io.sprockets.statsd.line.SeriesKey;
import io.sprockets.statsd.queue.LineQueue;
import org.jspecify.annotations.Nullable;

/**
 * Where a metric becomes a line in the queue, and where one that cannot is counted. Its methods neither throw nor
 * allocate, and block only if the overflow policy says so. Any thread may use it.
 */
final class Intake {
    private static final String NO_TYPE = "";

    private final LineQueue queue;
    private final Tallies<SeriesKey> tallies;
    private final Waiting waiting;
    private final Ledger ledger;
    private final DropReason closed; // why a closed queue takes nothing

    Intake(LineQueue queue, Tallies<SeriesKey> tallies, Waiting waiting, Ledger ledger) {
        this(queue, tallies, waiting, ledger, DropReason.CLOSED);
    }

    private Intake(LineQueue queue, Tallies<SeriesKey> tallies, Waiting waiting, Ledger ledger, DropReason closed) {
        this.queue = queue;
        this.tallies = tallies;
        this.waiting = waiting;
        this.ledger = ledger;
        this.closed = closed;
    }

    /** One that drops all of what a dialect does not have. */
    Intake ofUnsupported() {
        return new Intake(Nowhere.QUEUE, new Tallies<>(0), waiting, ledger, DropReason.UNSUPPORTED);
    }

    /** One that makes a line of each call. */
    Intake ofLines() {
        return new Intake(queue, new Tallies<>(0), waiting, ledger, closed);
    }

    /** What goes past the queue. */
    Tallies<SeriesKey> tallies() {
        return tallies;
    }

    /** Records {@code significand * 10^exponent}. */
    void number(LineTemplate template, @Nullable String path, long significand, int exponent) {
        int name = template.scanName(path);
        if (path == null || (name == 0 && !template.isBound())) {
            drop(DropReason.INVALID);
            return;
        }
        int zeros = Decimal.needlessZeros(significand, exponent);
        long digits = Decimal.withoutZeros(significand, zeros);
        int scale = exponent + zeros;
        put(template, path, name, null, NO_TYPE, digits, scale, template.length(name, digits, scale));
    }

    /** Records a value that is a text. */
    void text(LineTemplate template, @Nullable String path, @Nullable String value, String type) {
        int name = template.scanName(path);
        int text = template.scanValue(value);
        if (path == null || value == null || text == 0 || (name == 0 && !template.isBound())) {
            drop(DropReason.INVALID);
            return;
        }
        put(template, path, name, value, type, 0, 0, template.length(name, text, template.scanValue(type)));
    }

    /**
     * Claims room for a line and writes it: a number, or a text if there is one. The stack may overflow in any call from
     * the claim on; then the claim is given up by hand, since a call to do so could overflow too.
     */
    private void put(
            LineTemplate template,
            String path,
            int name,
            @Nullable String text,
            String type,
            long digits,
            int scale,
            int length) {
        byte[] ring = queue.bytes();
        int start = -1;
        try {
            start = claim(length);
            if (start < 0) {
                return;
            }
            if (text == null) {
                template.write(path, name, digits, scale, ring, start);
            } else {
                template.write(path, name, text, type, ring, start);
            }
            queue.publish(start + length);
        } catch (Throwable e) {
            if (start >= 0) {
                int last = start + length - 1;
                for (int at = last - 1, rest = length; at >= last - LineQueue.LENGTH_DIGITS; at--) {
                    ring[at] = (byte) (LineQueue.ZERO_DIGIT + (rest & LineQueue.DIGIT));
                    rest >>= LineQueue.DIGIT_BITS;
                }
                ring[last] = LineQueue.ABANDONED;
            }
            throw e;
        }
    }

    void drop(DropReason reason) {
        ledger.dropCall(reason);
    }

    private int claim(int length) {
        if (length > queue.longestLine()) {
            drop(DropReason.TOO_LONG);
            return -1;
        }
        int start = queue.claim(length);
        if (start == LineQueue.FULL) {
            start = waiting.claim(queue, length);
        }
        if (start < 0) {
            drop(start == LineQueue.FULL ? DropReason.QUEUE_FULL : closed);
        }
        return start;
    }
}
