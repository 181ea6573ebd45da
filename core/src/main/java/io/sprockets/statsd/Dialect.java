package io.sprockets.statsd;

/**
 * What a server understands. The same call is right for each: a type that the server does not know is sent as one that
 * tells it the same, and what it cannot be told is dropped as {@link DropReason#UNSUPPORTED}.
 */
public enum Dialect {
    /** The reference server, statsd 0.9: tags as {@code name;key=value}, which it passes on to Graphite. */
    STATSD,
    /** The Datadog agent: tags as {@code |#key:value}, histograms, distributions, events, checks; no gauge deltas. */
    DOGSTATSD,
    /** Servers that write to Graphite: tags as {@code name;key=value}. */
    GRAPHITE,
    /** Telegraf: tags as {@code name,key=value}, histograms. */
    INFLUXDB,
    /** Librato: tags as {@code name#key=value}. */
    LIBRATO,
    /** SignalFx: tags as {@code name[key=value]}. */
    SIGNALFX,
    /** Servers without tags: these become segments, {@code name.key.value}. */
    PLAIN,
    /** collectd: as {@link #PLAIN}, and a timer never has a rate, by which collectd would divide its value. */
    COLLECTD,
    /**
     * statsd_exporter, Vector and the OpenTelemetry collector: tags as {@code |#key:value}, histograms and
     * distributions, as {@link #DOGSTATSD} has them; but a gauge with a sign is changed by that much.
     */
    STATSD_EXPORTER
}
