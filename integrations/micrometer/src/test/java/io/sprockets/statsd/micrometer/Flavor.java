package io.sprockets.statsd.micrometer;

import io.micrometer.statsd.StatsdFlavor;
import io.sprockets.statsd.Dialect;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A flavor of Micrometer's and the dialect that stands for it. */
enum Flavor {
    ETSY(StatsdFlavor.ETSY, Dialect.STATSD, "([^:|]*)()"),
    DATADOG(StatsdFlavor.DATADOG, Dialect.DOGSTATSD, "([^:|]*)()"),
    TELEGRAF(StatsdFlavor.TELEGRAF, Dialect.INFLUXDB, "([^:|,]*),?([^:|]*)");

    private static final int DECIMALS = 6; // which Micrometer rounds to

    final StatsdFlavor theirs;
    final Dialect ours;
    private final Pattern line;

    Flavor(StatsdFlavor theirs, Dialect ours, String name) {
        this.theirs = theirs;
        this.ours = ours;
        this.line = Pattern.compile(name + ":(-?[0-9.]+)\\|([a-z]+)(?:\\|#(.*))?");
    }

    /** Lines, sorted, in which numbers have the same decimals and tags one order. */
    List<String> normal(List<String> lines) {
        List<String> result = new ArrayList<>(lines.stream().map(this::normal).toList());
        result.sort(null);
        return result;
    }

    private String normal(String text) {
        Matcher parts = line.matcher(text);
        if (!parts.matches()) {
            return text + " (which is no line)";
        }
        String tags = parts.group(5) == null ? parts.group(2) : parts.group(5);
        String value = new BigDecimal(parts.group(3))
                .setScale(DECIMALS, RoundingMode.HALF_EVEN)
                .stripTrailingZeros()
                .toPlainString();
        return parts.group(1) + " " + new TreeSet<>(List.of(tags.split(","))) + " " + value + " " + parts.group(4);
    }
}
