package io.sprockets.statsd.watch.store;

/** What one line is: a metric of some type, an event, a check, or wrong. */
public enum LineType {
    /** {@code c}: added up. */
    COUNTER("c"),
    /** {@code g}: the last value counts. */
    GAUGE("g"),
    /** {@code ms}: milliseconds, of which percentiles are made. */
    TIMER("ms"),
    /** {@code h}: a value of any unit, of which percentiles are made. */
    HISTOGRAM("h"),
    /** {@code d}: a histogram over all hosts. */
    DISTRIBUTION("d"),
    /** {@code s}: different members are counted. */
    SET("s"),
    /** {@code m}: a counter to netdata. */
    METER("m"),
    /** An event of DogStatsD. */
    EVENT("_e"),
    /** A service check of DogStatsD. */
    CHECK("_sc"),
    /** None of these. */
    WRONG("?");

    private static final LineType[] ALL = values();

    private final String code;

    LineType(String code) {
        this.code = code;
    }

    /** As it is written in a line. */
    public String code() {
        return code;
    }

    /** A small number for it, from 0; it is not kept anywhere. */
    @SuppressWarnings("EnumOrdinal")
    public int number() {
        return ordinal();
    }

    /** The type with a number. */
    public static LineType numbered(int number) {
        return ALL[number];
    }

    /** Whether percentiles are made of it. */
    public boolean isTiming() {
        return this == TIMER || this == HISTOGRAM || this == DISTRIBUTION;
    }

    /** The type with a code; wrong if there is none. */
    public static LineType of(String code) {
        for (LineType type : ALL) {
            if (type.code.equals(code)) {
                return type;
            }
        }
        return WRONG;
    }
}
