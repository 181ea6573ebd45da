package io.sprockets.statsd.testing;

import io.sprockets.statsd.testing.line.Numbers;
import java.util.Map;
import java.util.OptionalLong;

/**
 * A DogStatsD event, {@code _e{titleBytes,textBytes}:title|text|...}.
 *
 * @param line the whole line as it was sent, without its newline
 * @param title never empty
 * @param text the text, with {@code \n} turned into a newline; may be empty
 * @param fields the optional fields by their key: {@code d} timestamp, {@code h} host, {@code k} aggregation key,
 *     {@code p} priority, {@code s} source, {@code t} alert type
 * @param tags in the order in which they were sent; a tag without a value has the value ""
 */
public record ReceivedEvent(
        String line, String title, String text, Map<String, String> fields, Map<String, String> tags) {

    /** The {@code d} field, seconds since 1970; empty when there is none or it is not a number. */
    public OptionalLong timestamp() {
        return Numbers.seconds(fields.get("d"));
    }

    /** The {@code t} field, or "info", DogStatsD's default. */
    public String alertType() {
        return fields.getOrDefault("t", "info");
    }

    /** The {@code p} field, or "normal", DogStatsD's default. */
    public String priority() {
        return fields.getOrDefault("p", "normal");
    }
}
