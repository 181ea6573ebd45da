package io.sprockets.statsd.call;

/** Metrics that are written alike, and the segment before their names. */
enum Group {
    COUNTERS("counters"),
    GAUGES("gauges"),
    CHANGES("gauges"),
    TIMERS("timers"),
    HISTOGRAMS("histograms"),
    DISTRIBUTIONS("distributions"),
    SETS("sets"),
    /** Metrics whose type comes with the call. */
    INJECTED(""),
    /** Events and service checks, which have no name. */
    EVENTS("");

    static final int COUNT = values().length;

    final String segment;

    Group(String segment) {
        this.segment = segment;
    }

    /** Its place in an array of {@link #COUNT}. */
    @SuppressWarnings("EnumOrdinal") // of arrays that never leave the process
    int index() {
        return ordinal();
    }
}
