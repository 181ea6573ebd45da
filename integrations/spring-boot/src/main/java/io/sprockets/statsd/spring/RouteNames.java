package io.sprockets.statsd.spring;

/** Names of the framework's routes, whose classes have no telling names. Any thread may use it. */
@FunctionalInterface
interface RouteNames {
    /** By its template. */
    RouteNames PATTERN = pattern -> pattern;

    String of(String pattern);
}
