package io.sprockets.statsd.spring;

/** What a route of the framework is called, whose class does not tell. Any thread may use it. */
@FunctionalInterface
interface RouteNames {
    /** By its template. */
    RouteNames PATTERN = pattern -> pattern;

    String of(String pattern);
}
