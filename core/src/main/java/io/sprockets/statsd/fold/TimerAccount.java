package io.sprockets.statsd.fold;

import io.sprockets.statsd.line.Decimal;
import io.sprockets.statsd.series.Series;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.SplittableRandom;

/**
 * A timer, histogram or distribution: a uniform sample of its values, each sent with the whole number of values that it
 * represents. These numbers add up to exactly the number of values recorded. Values that cannot carry a rate, because
 * the line has no room or the server would misread it, are kept one by one. Only the sender thread uses it.
 */
final class TimerAccount extends NumberAccount {
    private static final int RATE_ROOM = 40; // characters of the longest rate, or what one grows by
    private static final MathContext DIGITS = new MathContext(18, RoundingMode.DOWN); // that are surely a long

    private final FoldSettings settings;
    private final Budget budget;
    private final SplittableRandom random;
    private final Values sample = new Values();
    private final Values kept = new Values(); // each counts once
    private long sampled; // metrics that the sample stands for

    TimerAccount(Series series, FoldSettings settings, Budget budget, SplittableRandom random) {
        super(series);
        this.settings = settings;
        this.budget = budget;
        this.random = random;
    }

    @Override
    boolean add(boolean change, long significand, int exponent) {
        return canBeRated(significand, exponent) ? addToSample(significand, exponent) : keep(significand, exponent);
    }

    @Override
    boolean add(boolean change, BigDecimal number) {
        BigDecimal rounded = number.round(DIGITS);
        return add(change, rounded.unscaledValue().longValueExact(), -rounded.scale());
    }

    private boolean canBeRated(long significand, int exponent) {
        int room = series.room() - RATE_ROOM;
        return settings.syntax().ratesTimers()
                && (Decimal.roughLength(exponent) <= room || Decimal.shortestLength(significand, exponent) <= room);
    }

    private boolean addToSample(long significand, int exponent) {
        boolean all =
                sampled == sample.size() && sample.size() < settings.timerSamples(); // are in the sample, and can be
        if (all && (!sample.isFull() || grow(sample.size() == 0))) {
            sample.add(significand, exponent);
            sampled++;
            count(1, 1);
            return true;
        }
        if (sample.size() == 0) {
            return false;
        }
        sampled++;
        long place = random.nextLong(sampled); // each value so far is kept with the same chance
        if (place < sample.size()) {
            sample.set((int) place, significand, exponent);
        }
        count(1, 0);
        return true;
    }

    private boolean grow(boolean needed) {
        long more = sample.bytesToGrow(settings.timerSamples());
        boolean taken = needed ? budget.take(more) : budget.takeForSample(more);
        if (taken) {
            sample.grow(settings.timerSamples());
        }
        return taken;
    }

    private boolean keep(long significand, int exponent) {
        if (kept.isFull()) {
            if (!budget.take(kept.bytesToGrow(Integer.MAX_VALUE))) {
                return false;
            }
            kept.grow(Integer.MAX_VALUE);
        }
        kept.add(significand, exponent);
        count(1, 1);
        return true;
    }

    @Override
    void write(Output output, boolean last) {
        TimerLines lines = new TimerLines(series, output, settings.syntax().packing());
        int written = lines.write(kept, 0, kept.size(), 1);
        kept.removeFirst(written);
        count(-written, -written);
        writeSample(lines);
    }

    /** Some stand for one value more than others. */
    private void writeSample(TimerLines lines) {
        if (sample.size() == 0) {
            return;
        }
        long share = sampled / sample.size();
        int larger = (int) (sampled % sample.size());
        int first = lines.write(sample, 0, larger, share + 1);
        int others = first < larger ? 0 : lines.write(sample, larger, sample.size(), share);
        long told = first * (share + 1) + others * share;
        sample.removeFirst(first + others);
        sampled -= told;
        count(-told, -first - others);
    }

    @Override
    void free() {
        budget.give(sample.bytes() + kept.bytes());
    }
}
