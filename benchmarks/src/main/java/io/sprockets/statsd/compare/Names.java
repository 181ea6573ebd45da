package io.sprockets.statsd.compare;

import java.util.stream.IntStream;

/** The names that all clients record under. */
final class Names {
    /** What comes before each of them, as the prefix of a client that has one. */
    static final String PREFIX = "bench";

    private Names() {}

    /** The given number of names, without the prefix. */
    static String[] of(int count) {
        return IntStream.range(0, count).mapToObj(i -> "service.requests." + i).toArray(String[]::new);
    }

    /** The line that counts one. */
    static String line(String name) {
        return PREFIX + "." + name + ":1|c\n";
    }
}
