package io.sprockets.statsd.vertx;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Makes the patterns under which one route is mounted of the paths that clients ask for, and of the values that their
 * parameters have. Of a parameter that is only a part of its segment the value cannot be told from the static text, so
 * there is a limit to the patterns: no client can make more. Any thread may use it.
 */
final class RebuiltMounts {
    /** In place of a pattern, beyond the limit. */
    static final String ANY = "/*";

    private static final int MOST = 32;

    private final List<String[]> known = new CopyOnWriteArrayList<>(); // by segment

    /**
     * The pattern of a mount.
     *
     * @param path the one that matched it
     * @param own the pattern of the route itself
     * @param parameters of both, with their decoded values
     */
    String of(String path, @Nullable String own, Map<String, String> parameters) {
        String[] segments = path.split("/", -1);
        for (int i = 0; i < segments.length; i++) {
            segments[i] = decoded(segments[i]);
        }
        for (String[] pattern : known) {
            if (fits(pattern, segments, parameters)) {
                return String.join("/", pattern);
            }
        }
        return added(rebuilt(segments, own == null ? "" : own, parameters));
    }

    private synchronized String added(String[] pattern) {
        if (known.size() >= MOST) {
            return ANY;
        }
        known.add(pattern);
        return String.join("/", pattern);
    }

    private static boolean fits(String[] pattern, String[] segments, Map<String, String> parameters) {
        boolean fits = pattern.length == segments.length;
        for (int i = 0; fits && i < pattern.length; i++) {
            String segment = segments[i];
            fits = pattern[i].equals(segment)
                    || (pattern[i].startsWith(":") && segment.equals(parameters.get(pattern[i].substring(1))));
        }
        return fits;
    }

    /**
     * Replaces each value of a parameter that the route itself does not have, once, from the end: all that a client can
     * do about it is to make a static segment of the same text look like the parameter.
     */
    private static String[] rebuilt(String[] segments, String own, Map<String, String> parameters) {
        Map<String, Deque<String>> names = new HashMap<>(); // by value; several may have the same
        new TreeMap<>(parameters).forEach((name, value) -> {
            if (!(own + "/").contains(":" + name + "/")) {
                names.computeIfAbsent(value, v -> new ArrayDeque<>()).add(":" + name);
            }
        });
        for (int i = segments.length - 1; i >= 0; i--) {
            Deque<String> name = names.get(segments[i]);
            if (name != null && !name.isEmpty() && !segments[i].isEmpty()) {
                segments[i] = name.removeLast();
            }
        }
        return segments;
    }

    /** As Vert.x decodes the values. */
    private static String decoded(String segment) {
        if (segment.indexOf('%') < 0) {
            return segment;
        }
        try {
            return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return segment;
        }
    }
}
