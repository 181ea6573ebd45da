package io.sprockets.statsd.micrometer;

import io.sprockets.statsd.Tags;

/**
 * What a meter is called on the wire.
 *
 * @param path the name before the tags; it may need cleaning, but is not empty
 */
record Name(String path, Tags tags) {
    private static final String NOTHING = "_"; // replaces an empty name or key

    Name {
        path = path.isEmpty() ? NOTHING : path;
    }

    static String orNothing(String key) {
        return key.isEmpty() ? NOTHING : key;
    }
}
