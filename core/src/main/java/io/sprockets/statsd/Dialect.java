package io.sprockets.statsd;

/**
 * What a server understands. Every call works in every dialect: a type that the server does not know is sent as the
 * closest one that it knows, and what the dialect cannot express is dropped as {@link DropReason#UNSUPPORTED}.
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
    /** Servers without tags: tags become segments, {@code name.key.value}. */
    PLAIN,
    /** collectd: like {@link #PLAIN}, but timers never have a rate, since collectd would divide their values by it. */
    COLLECTD,
    /**
     * statsd_exporter, Vector and the OpenTelemetry collector: tags as {@code |#key:value}, histograms and
     * distributions, as in {@link #DOGSTATSD}; but a sign on a gauge is a change.
     */
    STATSD_EXPORTER
}
