package io.sprockets.statsd.series;

/** What a record of the queue holds. */
public final class Tag {
    /** A number of a series: as it is, or what a gauge is set to. With a text, that is the series without the value. */
    public static final int NUMBER = 0;

    /** What a gauge is changed by. With a text, that is the series without the value. */
    public static final int CHANGE = 1;

    /** A text that is the value; the series is the record's value. */
    public static final int TEXT = 2;

    /** A text that is a line, which cannot be merged if the exponent is {@link #WHOLE}. */
    public static final int LINE = 3;

    /** The exponent of an event or a check. */
    public static final int WHOLE = 1;

    private Tag() {}
}
