package io.sprockets.statsd.testing;

import io.sprockets.statsd.testing.line.Numbers;
import java.util.Map;
import java.util.OptionalLong;

/**
 * A DogStatsD service check, {@code _sc|name|status|...}.
 *
 * @param line the whole line as it was sent, without its newline
 * @param name never empty
 * @param status 0 OK, 1 warning, 2 critical, 3 unknown
 * @param fields the optional fields by their key: {@code d} timestamp, {@code h} host, {@code m} message
 * @param tags in the order in which they were sent; a tag without a value has the value ""
 */
public record ReceivedCheck(
        String line, String name, int status, Map<String, String> fields, Map<String, String> tags) {

    /** The {@code d} field, seconds since 1970; empty when there is none or it is not a number. */
    public OptionalLong timestamp() {
        return Numbers.seconds(fields.get("d"));
    }

    /** The {@code m} field with {@code \n} turned into a newline, or "" when there is none. */
    public String message() {
        return fields.getOrDefault("m", "");
    }
}
