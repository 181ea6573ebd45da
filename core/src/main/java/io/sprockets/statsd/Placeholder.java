package io.sprockets.statsd;

/** Placeholder until the connector stands here. */
public final class Placeholder {
    private Placeholder() {}
}
