package io.sprockets.statsd.fold;

import io.sprockets.statsd.line.SeriesKey;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A timer, histogram or distribution: a uniform sample of its values, each sent for the whole number of values that it
 * stands for. Those numbers add up to exactly as many values as there were.
 */
final class TimerSeries extends Series {
    private static final Pattern REST = Pattern.compile("(\\|[^|]*)(?:\\|@([0-9.]+))?(.*)"); // type, rate, fields

    /** Rounded down, so that a server that computes {@code int(1 / rate)} gets the whole number back. */
    private static final MathContext RATE = new MathContext(12, RoundingMode.DOWN);

    private final int most;
    private final SplittableRandom random;
    private final List<String> sample = new ArrayList<>();

    TimerSeries(SeriesKey key, int most, SplittableRandom random) {
        super(key);
        this.most = most;
        this.random = random;
    }

    @Override
    boolean merge(SeriesKey metric) {
        if (sample.size() < most) {
            sample.add(metric.value());
            return true;
        }
        long place = random.nextLong(metrics()); // each value so far is kept with the same chance
        if (place < most) {
            sample.set((int) place, metric.value());
        }
        return false;
    }

    @Override
    void write(Lines to, boolean last) {
        Matcher parts = REST.matcher(to.rest());
        if (!parts.matches() || sample.isEmpty()) {
            return;
        }
        BigDecimal recorded = parts.group(2) == null ? BigDecimal.ONE : new BigDecimal(parts.group(2));
        long share = metrics() / sample.size();
        long larger = metrics() % sample.size(); // so many stand for one more
        String usual = parts.group(1) + rate(recorded, share) + parts.group(3);
        String more = parts.group(1) + rate(recorded, share + 1) + parts.group(3);
        for (int i = 0; i < sample.size(); i++) {
            boolean standsForMore = i < larger;
            to.line(sample.get(i), standsForMore ? more : usual, standsForMore ? share + 1 : share);
        }
        sample.clear();
    }

    private static String rate(BigDecimal recorded, long share) {
        BigDecimal rate = recorded.divide(BigDecimal.valueOf(share), RATE);
        return rate.compareTo(BigDecimal.ONE) == 0 ? "" : "|@" + Sum.text(rate);
    }
}
