package io.sprockets.statsd.testing;

/** A StatsD server that runs inside a test or a demo. */
public final class StatsdServer {}
