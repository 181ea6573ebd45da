package io.sprockets.statsd;

import io.sprockets.statsd.call.View;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Records metrics. Application code depends on this interface. A {@link StatsdConnector}, a view of one, and {@link
 * #noop} implement it.
 *
 * <p>Recording never throws, does no I/O, and blocks only with {@link Overflow#block}. A metric that cannot be recorded
 * is dropped and counted under its {@link DropReason}. Any thread may record, including virtual threads.
 *
 * <pre>{@code
 * statsd.incr("orders.placed");
 * statsd.gauge("orders.open", open.size());
 * Order order = statsd.time("orders.load", () -> load(id));
 * }</pre>
 *
 * <p>A path is a name whose segments are separated by dots, such as {@code orders.placed}. It is sent as UTF-8.
 * Characters that would end a line or a field of the StatsD protocol or begin tags, {@code : | @ # ; , [ ]} and control
 * characters, are sent as {@code _}. A null or empty path is dropped as {@link DropReason#INVALID}. So is a path that
 * the Datadog agent would take for an event because the line begins with <code>_e{</code> or {@code _sc}.
 *
 * <p>The reference server keeps only {@code a-zA-Z0-9_-.;=} of a name, and reads a stream as 7-bit ASCII. On streams,
 * in dialects that it may receive, letters that contain a byte it would read as a newline, {@code :}, {@code ;}, {@code
 * =} or {@code .}, such as {@code Ê} and {@code î}, are therefore sent as {@code _} too.
 */
public interface Statsd {
    /** Adds 1 to a counter: {@code <prefix>.counters.<path>:1|c}. */
    void incr(String path);

    /** Adds an amount, which may be negative, to a counter. */
    void incr(String path, long amount);

    /**
     * Adds an amount that may have a fraction to a counter: {@code <prefix>.counters.<path>:0.5|c}. Many servers
     * truncate fractions. Merged counters therefore send whole numbers of their exact sum, unless {@link
     * Aggregation#fractionalCounters(boolean)} is set.
     *
     * @param amount finite; NaN and infinities are {@link DropReason#INVALID}
     */
    void incr(String path, double amount);

    /** Subtracts 1 from a counter: {@code <prefix>.counters.<path>:-1|c}. */
    void decr(String path);

    /** Subtracts an amount from a counter. */
    void decr(String path, long amount);

    /**
     * Sets a gauge: {@code <prefix>.gauges.<path>:42|g}. Since servers read a sign as a change, a negative value takes
     * two lines, {@code 0} and then {@code -5}, which are never separated.
     */
    void gauge(String path, long value);

    /**
     * Sets a gauge, with the fewest digits that read back as the same double. A float is widened first, so 0.1f is sent
     * as {@code 0.10000000149011612}. NaN and infinities are {@link DropReason#INVALID}.
     */
    void gauge(String path, double value);

    /** Changes a gauge: {@code <prefix>.gauges.<path>:+10|g} or {@code -10|g}. */
    void gaugeDelta(String path, long delta);

    /** Changes a gauge. NaN and infinities are {@link DropReason#INVALID}. */
    void gaugeDelta(String path, double delta);

    /**
     * Records a duration: {@code <prefix>.timers.<path>:12.5|ms}, in milliseconds, exact to the nanosecond.
     *
     * @param duration at most 292 years and not negative, since servers refuse that; anything else is {@link
     *     DropReason#INVALID}
     */
    void timing(String path, Duration duration);

    /**
     * Records a duration in <b>seconds</b>, as in sprockets-statsd: 12.34 is sent as {@code 12340|ms}.
     *
     * @param seconds finite and not negative; anything else is {@link DropReason#INVALID}
     */
    void timing(String path, double seconds);

    /**
     * Records a duration in whole <b>seconds</b>. It exists so that the compiler warns about {@code timing("t",
     * System.currentTimeMillis() - start)}, which would be off by a factor of a thousand.
     *
     * @deprecated A whole number is nearly always in milliseconds. Use {@link #timing(String, Duration)}, or a double
     *     for seconds.
     */
    @Deprecated
    default void timing(String path, long seconds) {
        timing(path, (double) seconds);
    }

    /** Returns a timer to start and stop by hand. */
    Timer timer(String path);

    /**
     * Runs a body and records its duration, whether it returns or throws.
     *
     * @return what the body returns
     * @throws Exception what the body throws
     */
    <T extends @Nullable Object> T time(String path, Callable<T> body) throws Exception;

    /**
     * Runs a body without a result, like {@link #time(String, Callable)}: {@code statsd.timeRun("cleanup",
     * this::cleanUp)}. Use {@code time}, and return null, for a body that throws a checked exception.
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
     * Records the time from now until a stage completes, normally or not.
     *
     * @return a stage that completes in the same way, after the time was recorded
     */
    <T extends @Nullable Object> CompletionStage<T> time(String path, CompletionStage<T> stage);

    /**
     * Records a value of a distribution whose percentiles the server computes. Servers without histograms get it as a
     * timer: {@code <prefix>.histograms.<path>:7|ms}.
     *
     * @param value negative only with {@link Dialect#DOGSTATSD}, whose server accepts that; elsewhere that is {@link
     *     DropReason#INVALID}
     */
    void histogram(String path, long value);

    /** Like {@link #histogram(String, long)}; NaN and infinities are {@link DropReason#INVALID}. */
    void histogram(String path, double value);

    /**
     * Records a value of a distribution over all hosts. Servers without distributions get it as a timer: {@code
     * <prefix>.distributions.<path>:7|ms}.
     *
     * @param value negative only with {@link Dialect#DOGSTATSD}, as for histograms
     */
    void distribution(String path, long value);

    /** Like {@link #distribution(String, long)}; NaN and infinities are {@link DropReason#INVALID}. */
    void distribution(String path, double value);

    /**
     * Adds a member to a set. The server counts distinct members: {@code <prefix>.sets.<path>:alice|s}.
     *
     * @param member {@code : | @} and control characters are sent as {@code _}; null or empty is {@link
     *     DropReason#INVALID}
     */
    void set(String path, String member);

    /**
     * Records a metric of any type: {@code <prefix>.<path>:<value>|<typeCode>}, without a segment for its type. It is
     * never sampled.
     *
     * @param value a plain decimal number for the types {@code c g ms h d m}, not negative for {@code ms}, else {@link
     *     DropReason#INVALID}; any text for other types. It is cleaned like a set member
     * @param typeCode cleaned like a set member; an empty one is {@link DropReason#INVALID}
     */
    void injectMetric(String path, String value, String typeCode);

    /**
     * Records an event, with the tags of this view and without its prefix. Dialects without events drop it as {@link
     * DropReason#UNSUPPORTED}; null is {@link DropReason#INVALID}. An event cannot be merged: while the server is down
     * it waits in the backlog, and it is dropped if that is full.
     */
    void event(Event event);

    /** Records the state of a service, under the same rules as {@link #event}. */
    void serviceCheck(ServiceCheck check);

    /**
     * Returns a view that puts a segment before every path: {@code scoped("db").incr("hits")} is {@code
     * incr("db.hits")}. It shares the connector.
     *
     * @throws NullPointerException if the segment is null
     * @throws IllegalArgumentException if {@link #counter} would refuse the segment
     */
    Statsd scoped(String segment);

    /**
     * Returns a view whose names are the paths alone, without the connector's prefix, the segments of this view and the
     * segment for the type. Names are always cleaned, never refused. Use it for names made by other code, such as
     * another metrics library. Tags are kept.
     */
    Statsd bare();

    /**
     * Returns a view that adds tags, written as the connector's dialect writes them. A later value of a key replaces an
     * earlier one.
     *
     * @throws IllegalArgumentException if the tags would have to be cleaned and {@link
     *     StatsdConnector.Builder#strictNames names are strict}
     */
    Statsd tagged(Tags tags);

    /**
     * Returns a view that records a random share of its calls and states the rate: {@code |@0.1}. It samples counters.
     * With {@link Dialect#DOGSTATSD} and {@link Dialect#INFLUXDB}, whose servers scale only the counts, it also samples
     * timers, histograms and distributions. Gauges and sets are always recorded. A call that is not sampled appears in
     * no count. A second rate replaces the first.
     *
     * @param rate the share of calls to record, more than 0 and at most 1
     * @throws IllegalArgumentException if the rate is out of range
     */
    Statsd sampled(double rate);

    /**
     * Returns a view for calls that the caller has already sampled: all of them are recorded, and each stands for
     * {@code 1 / rate}. The rate is stated for counters, timers, histograms and distributions, except timers with
     * {@link Dialect#COLLECTD}, which would misread it; gauges and sets have none. A second rate replaces the first.
     *
     * @param rate the share of calls that are made, more than 0 and at most 1
     * @throws IllegalArgumentException if the rate is out of range
     */
    Statsd presampled(double rate);

    /**
     * Returns a view whose metrics have a timestamp, in seconds: {@code |T1656581400}. Only {@link Dialect#DOGSTATSD}
     * has timestamps, and only for counters and gauges, which are then all recorded, sampled or not. Anything else is
     * dropped as {@link DropReason#UNSUPPORTED}, since a server would count it as of now. Events and service checks
     * without their own timestamp get this one.
     *
     * @param time after the first second of 1970, and in the past, as the agent expects
     * @throws IllegalArgumentException if it is before that second
     */
    Statsd at(Instant time);

    /**
     * Returns a counter whose name, prefix and tags are encoded once.
     *
     * @throws NullPointerException if the path is null
     * @throws IllegalArgumentException if the path is empty, if the line would begin with <code>_e{</code> or {@code
     *     _sc} in a dialect with events, or if the path would have to be cleaned and {@link
     *     StatsdConnector.Builder#strictNames names are strict}
     */
    Counter counter(String path);

    /** Returns a gauge whose name, prefix and tags are encoded once; throws like {@link #counter}. */
    Gauge gauge(String path);

    /** Returns a timer whose name, prefix and tags are encoded once; throws like {@link #counter}. */
    Timing timing(String path);

    /** Returns a histogram whose name, prefix and tags are encoded once; throws like {@link #counter}. */
    Histogram histogram(String path);

    /**
     * Returns a histogram that is sent with the given type, such as {@code h}, instead of the dialect's type for
     * histograms.
     *
     * @param typeCode cleaned like a set member
     * @throws IllegalArgumentException like {@link #counter}, or if the type is empty
     */
    Histogram histogram(String path, String typeCode);

    /** Returns a distribution whose name, prefix and tags are encoded once; throws like {@link #counter}. */
    Histogram distribution(String path);

    /** Returns a set whose name, prefix and tags are encoded once; throws like {@link #counter}. */
    MemberSet set(String path);

    /** Returns an instance that accepts every call and does nothing. */
    static Statsd noop() {
        return View.noop();
    }
}
