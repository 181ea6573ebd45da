package io.sprockets.statsd.watch.store;

import io.sprockets.statsd.Dialect;
import java.util.Map;

/**
 * What a series is. Immutable.
 *
 * @param number from 1 in the order of arrival
 * @param dialect how its first line wrote the tags
 * @param tags sorted by key; a tag without a value has the value ""
 * @param example its first line, cut to 1,024 characters
 */
public record SeriesId(
        int number, LineType type, Dialect dialect, String name, Map<String, String> tags, String example) {}
