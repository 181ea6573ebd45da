package io.sprockets.statsd.fold;

import java.math.BigDecimal;

/**
 * The bytes that the numbers of one account take from the budget: its sum, if that is an object, and those that were
 * closed. Only the sender thread uses it.
 */
final class NumberBytes {
    /** A sum that grows by a few digits is never refused, however full the budget is. */
    private static final int GROWTH = Long.BYTES;

    private final Budget budget;
    private final int beside; // what a closed number takes beside itself
    private long sum;
    private long closed;

    /** @param beside bytes that a closed number takes beside itself */
    NumberBytes(Budget budget, int beside) {
        this.budget = budget;
        this.beside = beside;
    }

    /** Makes room for a number in place of the sum. Returns false, with nothing done, if there is none. */
    boolean replace(BigDecimal next) {
        long more = Sum.bytes(next) - sum;
        if (!grow(more)) {
            return false;
        }
        sum += more;
        return true;
    }

    /** Makes room for a number in place of all. Returns false, with nothing done, if there is none. */
    boolean replaceAll(BigDecimal next) {
        if (!grow(Sum.bytes(next) - sum - closed)) {
            return false;
        }
        sum = Sum.bytes(next);
        closed = 0;
        return true;
    }

    /** Makes room for a number beside the sum, which is closed. Returns false, with nothing done, if there is none. */
    boolean close(BigDecimal last, BigDecimal next) {
        if (!budget.take(ofClosed(last) + Sum.bytes(next) - sum)) {
            return false;
        }
        closed += ofClosed(last);
        sum = Sum.bytes(next);
        return true;
    }

    /** Gives back what a closed number has taken. */
    void open(BigDecimal number) {
        closed -= ofClosed(number);
        budget.give(ofClosed(number));
    }

    /** Gives back everything. */
    void free() {
        budget.give(sum + closed);
        sum = 0;
        closed = 0;
    }

    private boolean grow(long more) {
        if (more > GROWTH) {
            return budget.take(more);
        }
        budget.give(-more);
        return true;
    }

    private long ofClosed(BigDecimal number) {
        return Sum.bytes(number) + beside;
    }
}
