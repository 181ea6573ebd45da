package io.sprockets.statsd.line;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sprockets.statsd.Dialect;
import io.sprockets.statsd.Tags;
import io.sprockets.statsd.line.TagSyntax.Shape;

/** How all lines of one connector are written. Immutable; any thread may use it. */
public final class Syntax {
    /** Values of a merged timer in one line. */
    public enum Packing {
        /** A line for each. */
        NONE,
        /** {@code name:1:2|ms|@0.5}. */
        VALUES,
        /** {@code name:1|ms|@0.5:2|ms|@0.5}. */
        METRICS
    }

    private final Rules rules;
    private final TagSyntax tags;
    private final TextEncoder names;
    private final TextEncoder firstNames; // that begin a line
    private final TextEncoder values;
    private final TextEncoder types;
    private final TextEncoder others;
    private final byte[] fields;

    private Syntax(Rules rules, boolean sevenBit, String fields) {
        String dirty = rules.endsNames;
        this.rules = rules;
        this.tags = new TagSyntax(rules.tags, sevenBit);
        this.names = TextEncoder.names(dirty, sevenBit, false);
        this.firstNames = rules.hasEvents() ? TextEncoder.names(dirty, sevenBit, true) : names;
        this.values = TextEncoder.values(sevenBit);
        this.types = TextEncoder.types(sevenBit);
        this.others = sevenBit ? TextEncoder.sevenBitWithout("") : TextEncoder.without("");
        this.fields = others.cleaned(fields).getBytes(UTF_8);
    }

    /**
     * The syntax of a dialect.
     *
     * @param sevenBit whether the server may read it as 7-bit ASCII
     * @param fields what comes at the end of each line, after the tags
     */
    public static Syntax of(Dialect dialect, boolean sevenBit, String fields) {
        return new Syntax(Rules.valueOf(dialect.name()), sevenBit, fields);
    }

    /** What is allowed in names; at the beginning of a line, nothing that would be read as an event. */
    public TextEncoder names(boolean first) {
        return first ? firstNames : names;
    }

    /** What is allowed in values. */
    public TextEncoder values() {
        return values;
    }

    /** What is allowed in types that callers give. */
    public TextEncoder types() {
        return types;
    }

    /** Other texts as they are sent. */
    public String safe(String text) {
        return others.cleaned(text);
    }

    /** A tag's key as it is sent. */
    public String key(String key) {
        return tags.key(key);
    }

    /** A tag's value as it is sent. */
    public String value(String value) {
        return tags.value(value);
    }

    /** What comes between a name and its colon. */
    public byte[] afterName(Tags given) {
        return tags.isField() ? new byte[0] : tags.bytes(given);
    }

    /** What comes after type and rate, without a time and the fields behind it. */
    public byte[] afterType(Tags given) {
        return tags.isField() ? tags.bytes(given) : new byte[0];
    }

    /** What comes at the end of each line. */
    public byte[] fields() {
        return fields;
    }

    /** The type of histograms. */
    public String histogram() {
        return rules.histogram;
    }

    /** The type of distributions. */
    public String distribution() {
        return rules.distribution;
    }

    /** Whether histograms and distributions may be below zero. */
    public boolean takesNegativeValues() {
        return rules == Rules.DOGSTATSD || rules == Rules.STATSD_EXPORTER;
    }

    /** Whether a gauge with a sign is changed by that much. */
    public boolean signIsChange() {
        return rules != Rules.DOGSTATSD;
    }

    /** Whether the servers that speak it scale a timer's count by its rate, and nothing else. */
    public boolean samplesTimers() {
        return rules.samplesTimers();
    }

    /** Whether a timer may have a rate at all. */
    public boolean ratesTimers() {
        return rules != Rules.COLLECTD;
    }

    /** Whether every server that speaks it skips empty lines, and says nothing about them. */
    public boolean skipsEmptyLines() {
        return rules.skipsEmptyLines();
    }

    /** How merged timers are packed. */
    public Packing packing() {
        return rules.packing;
    }

    /** Whether there are events and service checks. */
    public boolean hasEvents() {
        return rules.hasEvents();
    }

    /** Whether counters and gauges may say when they were measured. */
    public boolean hasTimes() {
        return rules == Rules.DOGSTATSD;
    }

    /** What is special about a dialect. */
    private enum Rules {
        STATSD(Shape.GRAPHITE, "ms", "ms", "", Packing.METRICS),
        DOGSTATSD(Shape.DOGSTATSD, "h", "d", "", Packing.VALUES),
        GRAPHITE(Shape.GRAPHITE, "ms", "ms", "", Packing.NONE),
        INFLUXDB(Shape.INFLUXDB, "h", "h", "", Packing.NONE),
        LIBRATO(Shape.LIBRATO, "ms", "ms", "", Packing.NONE),
        SIGNALFX(Shape.SIGNALFX, "ms", "ms", "", Packing.NONE),
        PLAIN(Shape.SEGMENTS, "ms", "ms", "=", Packing.NONE),
        COLLECTD(Shape.SEGMENTS, "ms", "ms", "=", Packing.NONE),
        STATSD_EXPORTER(Shape.FIELD, "h", "d", "", Packing.NONE);

        private final Shape tags;
        private final String histogram;
        private final String distribution;
        private final String endsNames; // there, and in no other dialect
        private final Packing packing;

        Rules(Shape tags, String histogram, String distribution, String endsNames, Packing packing) {
            this.tags = tags;
            this.histogram = histogram;
            this.distribution = distribution;
            this.endsNames = endsNames;
            this.packing = packing;
        }

        boolean hasEvents() {
            return this == DOGSTATSD;
        }

        /** Vector and statsite call them bad lines, and what else speaks the other dialects was not looked at. */
        boolean skipsEmptyLines() {
            return this == STATSD || this == DOGSTATSD || this == INFLUXDB || this == COLLECTD;
        }

        boolean samplesTimers() {
            return this == DOGSTATSD || this == INFLUXDB || this == STATSD_EXPORTER;
        }
    }
}
