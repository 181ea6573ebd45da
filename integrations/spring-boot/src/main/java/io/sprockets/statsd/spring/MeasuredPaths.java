package io.sprockets.statsd.spring;

import java.util.List;
import java.util.function.Predicate;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPatternParser;
import org.springframework.web.util.pattern.PatternParseException;

/** The paths whose requests are recorded, all or some. Any thread may use it. */
final class MeasuredPaths {
    /** What a servlet's mapping says for every path. */
    static final String ALL = "/*";

    private final List<Predicate<PathContainer>> included; // empty: all
    private final List<Predicate<PathContainer>> excluded;

    private MeasuredPaths(List<Predicate<PathContainer>> included, List<Predicate<PathContainer>> excluded) {
        this.included = included;
        this.excluded = excluded;
    }

    /**
     * @param mappings in the words of a servlet's mapping
     * @param exclude in the words of a request mapping
     * @throws StatsdConfigurationException if a pattern is none
     */
    static MeasuredPaths of(List<String> mappings, List<String> exclude) {
        return new MeasuredPaths(
                mappings.contains(ALL)
                        ? List.of()
                        : mappings.stream().map(MeasuredPaths::mapping).toList(),
                exclude.stream()
                        .map(pattern -> pattern("statsd.http.exclude", pattern))
                        .toList());
    }

    /** Whether there is nothing to look at. */
    boolean areAll() {
        return included.isEmpty() && excluded.isEmpty();
    }

    /** @param path within the application */
    boolean contain(PathContainer path) {
        return (included.isEmpty() || isOneOf(included, path)) && !isOneOf(excluded, path);
    }

    private static boolean isOneOf(List<Predicate<PathContainer>> patterns, PathContainer path) {
        for (Predicate<PathContainer> pattern : patterns) {
            if (pattern.test(path)) {
                return true;
            }
        }
        return false;
    }

    private static Predicate<PathContainer> mapping(String mapping) {
        if (mapping.startsWith("*.")) {
            return path -> path.value().endsWith(mapping.substring(1));
        }
        return pattern("statsd.http.url-patterns", mapping.endsWith(ALL) ? mapping + "*" : mapping);
    }

    private static Predicate<PathContainer> pattern(String property, String pattern) {
        try {
            return PathPatternParser.defaultInstance.parse(pattern.startsWith("/") ? pattern : "/" + pattern)::matches;
        } catch (PatternParseException wrong) {
            throw new StatsdConfigurationException(
                    property + " has the pattern " + pattern + ", which is not valid: " + wrong.getMessage() + ".",
                    "Write it as for a @RequestMapping, for example /actuator/** or /orders/{id}/ping.",
                    wrong);
        }
    }
}
