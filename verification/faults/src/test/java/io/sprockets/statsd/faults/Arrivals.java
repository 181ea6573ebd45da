package io.sprockets.statsd.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What arrived of the lines of a {@link Load}: each number of each caller once, or not at all, or more often. */
final class Arrivals {
    private static final Pattern LINE = Pattern.compile("gauges\\.caller\\.(\\d+):(\\d+)\\|g");

    private final List<int[]> times = new ArrayList<>(); // by caller and number
    private final List<String> unknown = new ArrayList<>();
    private long late;

    /** Looks for this many lines of each caller. */
    Arrivals(List<String> lines, List<Integer> counts) {
        counts.forEach(count -> times.add(new int[count]));
        int[] highest = new int[counts.size()];
        for (String line : lines) {
            Matcher parts = LINE.matcher(line);
            if (parts.matches()) {
                take(line, Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)), highest);
            } else if (!line.equals(Faulty.END)) {
                unknown.add(line);
            }
        }
    }

    private void take(String line, int caller, int number, int[] highest) {
        if (caller >= times.size() || number >= times.get(caller).length) {
            unknown.add(line);
            return;
        }
        boolean first = times.get(caller)[number]++ == 0;
        late += first && number < highest[caller] ? 1 : 0;
        highest[caller] = Math.max(highest[caller], number);
    }

    /** Lines that were not recorded: torn, fused or made up. */
    List<String> unknown() {
        return unknown;
    }

    /** Lines that came for the first time when the same caller's younger lines were there already. */
    long late() {
        return late;
    }

    /** Lines that never came. */
    long missing() {
        long missing = 0;
        for (int caller = 0; caller < times.size(); caller++) {
            missing += missing(caller, 0, times.get(caller).length);
        }
        return missing;
    }

    /** The lines of one caller that never came, of those with numbers from one to before another. */
    long missing(int caller, int from, int to) {
        long missing = 0;
        for (int number = from; number < to; number++) {
            missing += times.get(caller)[number] == 0 ? 1 : 0;
        }
        return missing;
    }

    /** Lines that came, each counted once. */
    long delivered() {
        return times.stream().mapToLong(caller -> caller.length).sum() - missing();
    }

    /** How often lines came once more. */
    long duplicates() {
        long duplicates = 0;
        for (int[] caller : times) {
            for (int count : caller) {
                duplicates += Math.max(count - 1, 0);
            }
        }
        return duplicates;
    }
}
