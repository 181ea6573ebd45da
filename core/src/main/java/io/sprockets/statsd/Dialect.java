package io.sprockets.statsd;

import io.sprockets.statsd.line.TagSyntax;

/**
 * What a server understands. The same call is right for each: a type that the server does not know is sent as one that
 * tells it the same, and what it cannot be told is dropped as {@link DropReason#UNSUPPORTED}.
 */
public enum Dialect {
    /** The reference server, statsd 0.9: tags as {@code name;key=value}, which it passes on to Graphite. */
    STATSD(TagSyntax.GRAPHITE, "ms", "ms", true, false),
    /** The Datadog agent: tags as {@code |#key:value}, histograms, distributions, events, checks; no gauge deltas. */
    DOGSTATSD(TagSyntax.DOGSTATSD, "h", "d", false, true),
    /** Servers that write to Graphite: tags as {@code name;key=value}. */
    GRAPHITE(TagSyntax.GRAPHITE, "ms", "ms", true, false),
    /** Telegraf: tags as {@code name,key=value}, histograms. */
    INFLUXDB(TagSyntax.INFLUXDB, "h", "h", true, true),
    /** Librato: tags as {@code name#key=value}. */
    LIBRATO(TagSyntax.LIBRATO, "ms", "ms", true, false),
    /** SignalFx: tags as {@code name[key=value]}. */
    SIGNALFX(TagSyntax.SIGNALFX, "ms", "ms", true, false),
    /** Servers without tags: these become segments, {@code name.key.value}. */
    PLAIN(TagSyntax.SEGMENTS, "ms", "ms", true, false);

    private final TagSyntax tags;
    private final String histogram;
    private final String distribution;
    private final boolean signIsChange;
    private final boolean samplesTimers;

    Dialect(TagSyntax tags, String histogram, String distribution, boolean signIsChange, boolean samplesTimers) {
        this.tags = tags;
        this.histogram = histogram;
        this.distribution = distribution;
        this.signIsChange = signIsChange;
        this.samplesTimers = samplesTimers;
    }

    TagSyntax tags() {
        return tags;
    }

    String histogram() {
        return histogram;
    }

    String distribution() {
        return distribution;
    }

    /** Whether a gauge with a sign is changed by that much. */
    boolean signIsChange() {
        return signIsChange;
    }

    /** Whether the servers that speak it scale a timer's count by its rate, and nothing else. */
    boolean samplesTimers() {
        return samplesTimers;
    }

    /** Whether servers that speak it may read it as 7-bit ASCII there, as the reference server does all streams. */
    boolean isReadAsAscii(Protocol protocol) {
        return switch (this) {
            case STATSD, GRAPHITE, PLAIN -> protocol.isStream();
            case DOGSTATSD -> protocol == Protocol.TCP; // the agent has no TCP, so it may be the reference server
            case INFLUXDB, LIBRATO, SIGNALFX -> false;
        };
    }

    /** Whether there are events and service checks. */
    boolean hasEvents() {
        return this == DOGSTATSD;
    }

    /** Whether counters and gauges may say when they were measured. */
    boolean hasTimes() {
        return this == DOGSTATSD;
    }
}
