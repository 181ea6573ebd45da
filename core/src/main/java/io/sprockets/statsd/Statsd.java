package io.sprockets.statsd;

import io.sprockets.statsd.call.View;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Records metrics. This is what application code depends on: a {@link StatsdConnector}, a view of one, or
 * {@link #noop}.
 *
 * <p>Recording never throws, does no I/O, and blocks only if {@link Overflow#block} says so. What cannot be recorded is
 * dropped and counted by its {@link DropReason}. Any thread may record, virtual threads included.
 *
 * <p>A path is a name with dots between its segments, such as {@code orders.placed}. Characters that would end a line
 * or a field of the StatsD protocol or begin tags, {@code : | @ # ; , [ ]} and control characters, are sent as {@code
 * _}. A null or empty path is dropped as {@link DropReason#INVALID}, and so is one that the Datadog agent would take
 * for an event: one that begins the line, for there is no prefix, with <code>_e{</code> or {@code _sc}. Paths are sent
 * as UTF-8. The reference server keeps only {@code a-zA-Z0-9_-.;=} of a name, and reads a stream as 7-bit ASCII; so on
 * streams, in the dialects it may be sent, letters whose bytes it would take for a newline, {@code :}, {@code ;},
 * {@code =} or {@code .}, such as {@code Ê} and {@code î}, are sent as {@code _} too.
 */
public interface Statsd {
    /** Adds 1 to a counter: {@code <prefix>.counters.<path>:1|c}. */
    void incr(String path);

    /** Adds an amount, which may be negative, to a counter. */
    void incr(String path, long amount);

    /**
     * Adds an amount that may have a fraction to a counter: {@code <prefix>.counters.<path>:0.5|c}. Many servers cut
     * fractions off. Where counters are merged, their exact sum is sent in whole numbers, as the setting for fractions
     * of counters says.
     *
     * @param amount finite; NaN and infinities are {@link DropReason#INVALID}
     */
    void incr(String path, double amount);

    /** Takes 1 from a counter: {@code <prefix>.counters.<path>:-1|c}. */
    void decr(String path);

    /** Takes an amount from a counter. */
    void decr(String path, long amount);

    /**
     * Sets a gauge: {@code <prefix>.gauges.<path>:42|g}. Since servers read a sign as a change, a value below zero
     * takes two lines, {@code 0} and then {@code -5}, which stay together.
     */
    void gauge(String path, long value);

    /**
     * Sets a gauge, in as few digits as tell the double from others. A float becomes the double of the same value
     * first, so 0.1f is sent as {@code 0.10000000149011612}. NaN and infinities are {@link DropReason#INVALID}.
     */
    void gauge(String path, double value);

    /** Changes a gauge: {@code <prefix>.gauges.<path>:+10|g} or {@code -10|g}. */
    void gaugeDelta(String path, long delta);

    /** Changes a gauge. NaN and infinities are {@link DropReason#INVALID}. */
    void gaugeDelta(String path, double delta);

    /**
     * Records how long something took: {@code <prefix>.timers.<path>:12.5|ms}, in milliseconds, exact to the
     * nanosecond.
     *
     * @param duration not negative, since servers refuse that, and at most 292 years; anything else is
     *     {@link DropReason#INVALID}
     */
    void timing(String path, Duration duration);

    /**
     * Records how long something took, in <b>seconds</b>, as in sprockets-statsd: 12.34 is sent as {@code 12340|ms}.
     *
     * @param seconds finite and not negative; anything else is {@link DropReason#INVALID}
     */
    void timing(String path, double seconds);

    /**
     * As {@link #timing(String, double)}, in whole <b>seconds</b>. It exists so that the compiler warns of
     * {@code timing("t", System.currentTimeMillis() - start)}, which would be off by a thousand.
     *
     * @deprecated A whole number is nearly always of milliseconds. Use {@link #timing(String, Duration)}, or for
     *     seconds a double.
     */
    @Deprecated
    default void timing(String path, long seconds) {
        timing(path, (double) seconds);
    }

    /** A timer to start and stop by hand. */
    Timer timer(String path);

    /**
     * Runs a body and records how long it took, whether it returns or throws.
     *
     * @return what the body returns
     * @throws Exception what the body throws
     */
    <T extends @Nullable Object> T time(String path, Callable<T> body) throws Exception;

    /**
     * As {@link #time(String, Callable)}, for a body without a result: {@code statsd.timeRun("cleanup",
     * this::cleanUp)}. A body that throws a checked exception goes into {@code time}, and returns null there.
     */
    default void timeRun(String path, Runnable body) {
        long start = System.nanoTime();
        try {
            body.run();
        } finally {
            timing(path, Duration.ofNanos(System.nanoTime() - start));
        }
    }

    /**
     * Records how long it takes from now until a stage completes, normally or not.
     *
     * @return a stage that completes in the same way, after that was recorded
     */
    <T extends @Nullable Object> CompletionStage<T> time(String path, CompletionStage<T> stage);

    /**
     * Records one value of a distribution whose percentiles the server computes. Servers that have no histograms get it
     * as a timer: {@code <prefix>.histograms.<path>:7|ms}.
     *
     * @param value below zero only with {@link Dialect#DOGSTATSD}, whose server takes that; elsewhere it is
     *     {@link DropReason#INVALID}
     */
    void histogram(String path, long value);

    /** As {@link #histogram(String, long)}; NaN and infinities are {@link DropReason#INVALID}. */
    void histogram(String path, double value);

    /**
     * Records one value of a distribution over all hosts. Servers that have no distributions get it as a timer:
     * {@code <prefix>.distributions.<path>:7|ms}.
     *
     * @param value below zero only with {@link Dialect#DOGSTATSD}, as for histograms
     */
    void distribution(String path, long value);

    /** As {@link #distribution(String, long)}; NaN and infinities are {@link DropReason#INVALID}. */
    void distribution(String path, double value);

    /**
     * Adds a member to a set, of which the server counts the different ones: {@code <prefix>.sets.<path>:alice|s}.
     *
     * @param member {@code : | @} and control characters are sent as {@code _}; null or empty is {@link
     *     DropReason#INVALID}
     */
    void set(String path, String member);

    /**
     * Records a metric as it is: {@code <prefix>.<path>:<value>|<typeCode>}, without a segment for its type. It is
     * never sampled.
     *
     * @param value for the types {@code c g ms h d m} a plain decimal number, for {@code ms} not below zero, else it is
     *     {@link DropReason#INVALID}; for other types any text; cleaned as the member of a set
     * @param typeCode cleaned as the member of a set; an empty one is {@link DropReason#INVALID}
     */
    void injectMetric(String path, String value, String typeCode);

    /**
     * Records an event, with the tags of this view and without its prefix. Dialects without events drop it as {@link
     * DropReason#UNSUPPORTED}; null is {@link DropReason#INVALID}. It cannot be merged: while the server is away it
     * waits in the backlog, and is dropped when that is full.
     */
    void event(Event event);

    /** Records the state of a service, as {@link #event} does. */
    void serviceCheck(ServiceCheck check);

    /**
     * A view that puts a segment before every path: {@code scoped("db").incr("hits")} is {@code incr("db.hits")}. It
     * shares the connector.
     *
     * @throws NullPointerException if there is no segment
     * @throws IllegalArgumentException if the segment is one that {@link #counter} refuses
     */
    Statsd scoped(String segment);

    /**
     * A view whose names are its paths alone: the connector's prefix, the segments of this view and the segment for the
     * type are left out, and a name that could not be sent as it is, is always cleaned, never refused. It is meant for
     * names that something else has made, such as those of another metrics library. Tags stay.
     */
    Statsd bare();

    /**
     * A view that adds tags, as the connector's dialect writes them; a later value of the same key takes the place of
     * an earlier one.
     *
     * @throws IllegalArgumentException if they would not be sent as they are and
     *     {@link StatsdConnector.Builder#strictNames names are strict}
     */
    Statsd tagged(Tags tags);

    /**
     * A view that records only some of its calls, at random, and tells the server so: {@code |@0.1}. It samples
     * counters, and with {@link Dialect#DOGSTATSD} and {@link Dialect#INFLUXDB}, whose servers scale the counts and
     * nothing else, also timers, histograms and distributions. Gauges and sets are always recorded. A call that is left
     * out is in no count. A second rate takes the place of the first.
     *
     * @param rate the share of calls to record, more than 0 and at most 1
     * @throws IllegalArgumentException if it is not
     */
    Statsd sampled(double rate);

    /**
     * A view whose calls were sampled already by whoever makes them: each is recorded, and stands for {@code 1 / rate},
     * as the server is told. Counters, timers, histograms and distributions have the rate, but for timers with {@link
     * Dialect#COLLECTD}, which would misread it; gauges and sets have none. A second rate takes the place of the first.
     *
     * @param rate the share of calls that are made, more than 0 and at most 1
     * @throws IllegalArgumentException if it is not
     */
    Statsd presampled(double rate);

    /**
     * A view whose metrics were measured at a time, to the second: {@code |T1656581400}. Only {@link Dialect#DOGSTATSD}
     * can tell, for counters and gauges, whose calls are all recorded then, sampled or not; anything else is dropped as
     * {@link DropReason#UNSUPPORTED}, since a server would take it for what happens now. Events and service checks
     * without a time of their own happen at this one.
     *
     * @param time after the first second of 1970, and, since the agent expects that, in the past
     * @throws IllegalArgumentException if it is before that second
     */
    Statsd at(Instant time);

    /**
     * A counter whose name, prefix and tags are encoded once.
     *
     * @throws NullPointerException if there is no path
     * @throws IllegalArgumentException if the path is empty, or begins the line with <code>_e{</code> or {@code _sc} in
     *     a dialect with events, or would not be sent as it is and {@link StatsdConnector.Builder#strictNames names are
     *     strict}
     */
    Counter counter(String path);

    /** A gauge whose name, prefix and tags are encoded once; as {@link #counter}. */
    Gauge gauge(String path);

    /** A timer whose name, prefix and tags are encoded once; as {@link #counter}. */
    Timing timing(String path);

    /** A histogram whose name, prefix and tags are encoded once; as {@link #counter}. */
    Histogram histogram(String path);

    /**
     * A histogram with a type of its own, such as {@code h}, in place of the one that the dialect has for histograms.
     *
     * @param typeCode cleaned as the member of a set
     * @throws IllegalArgumentException as {@link #counter}, or if the type is empty
     */
    Histogram histogram(String path, String typeCode);

    /** A distribution whose name, prefix and tags are encoded once; as {@link #counter}. */
    Histogram distribution(String path);

    /** A set whose name, prefix and tags are encoded once; as {@link #counter}. */
    MemberSet set(String path);

    /** Accepts every call and does nothing. */
    static Statsd noop() {
        return View.noop();
    }
}
