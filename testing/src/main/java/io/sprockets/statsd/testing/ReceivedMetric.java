package io.sprockets.statsd.testing;

import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * One metric as the server understood it. A line with several values, such as {@code a:1:2|c}, yields one metric per
 * value, all with the same {@code line}.
 *
 * @param line the whole line as it was sent, without its newline
 * @param name the name as it was sent, without tags; not sanitised
 * @param type {@code c}, {@code g}, {@code ms}, {@code h}, {@code d}, {@code s} or {@code m} (netdata's meter)
 * @param rawValue the value as text; for a set ({@code s}) the member
 * @param value the value as a number, as sent: not scaled by the rate; NaN for a set
 * @param rate the sample rate, above 0; 1 if the line has none
 * @param tags in the order in which they were sent, in any dialect; a tag without a value has the value ""
 * @param relative whether this is a gauge with a sign, which changes the gauge instead of setting it
 * @param timestamp DogStatsD's {@code |T}, seconds since 1970, if the line has it
 * @param fields other DogStatsD fields by their key: {@code c} container, {@code e} external data, {@code card}
 *     cardinality
 */
public record ReceivedMetric(
        String line,
        String name,
        String type,
        String rawValue,
        double value,
        double rate,
        Map<String, String> tags,
        boolean relative,
        OptionalLong timestamp,
        Map<String, String> fields) {

    /** The key of this metric in the totals: {@code name}, or with sorted tags {@code name;flag;key=value}. */
    public String series() {
        if (tags.isEmpty()) {
            return name;
        }
        StringBuilder series = new StringBuilder(name);
        new TreeMap<>(tags).forEach((key, tag) -> {
            series.append(';').append(key);
            if (!tag.isEmpty()) {
                series.append('=').append(tag);
            }
        });
        return series.toString();
    }
}
