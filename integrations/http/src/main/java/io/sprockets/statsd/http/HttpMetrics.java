package io.sprockets.statsd.http;

import static java.util.Objects.requireNonNull;

import io.sprockets.statsd.Statsd;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Records the requests of an HTTP server, or those that an application sends, each as one timer: {@code
 * <prefix>.timers.<handler>.<METHOD>.<status>:<ms>|ms}. Nothing that a client sends makes a new series, but for the
 * method and the status, of which there are few. Any thread may use it.
 *
 * <p>The parts of a name:
 *
 * <ul>
 *   <li>The handler is what the application calls the code that answers, a class or the pattern of a route, never the
 *       path of a request. It becomes one segment: whatever is no letter, digit, {@code -} or {@code _} is sent as
 *       {@code _}, and a slash at its start is left out; {@code /} alone is {@code root}. A request that no handler
 *       answered is {@code unmatched}. Handlers beyond {@link Builder#maxHandlers} are {@code other}.
 *   <li>The method is one of RFC 9110 or {@code PATCH}, in upper case; anything else is {@code OTHER}.
 *   <li>The status is 100 to 999, {@code aborted} if the client left before it had its answer, {@code failed} if an
 *       answer that had begun broke off on this side, and {@code other} for any other number.
 * </ul>
 *
 * <p>A request costs one small object; the names are made once.
 */
public final class HttpMetrics {
    /** In the place of a handler: the request ends, and is not recorded. */
    public static final String NOT_RECORDED = "(not recorded)";

    private final Handlers handlers;
    private final LongAdder inFlight = new LongAdder();

    private HttpMetrics(Handlers handlers) {
        this.handlers = handlers;
    }

    /** Records with every setting at its default. */
    public static HttpMetrics of(Statsd statsd) {
        return builder(statsd).build();
    }

    /** A builder with every setting at its default. */
    public static Builder builder(Statsd statsd) {
        return new Builder(requireNonNull(statsd, "statsd"), Style.TAGS, "unmatched");
    }

    /**
     * A builder for requests that go out: what is a handler elsewhere is a client, {@code http-client} if it has no
     * name; the status is {@code failed} if no answer came, and {@code aborted} if it was not waited for. With tags the
     * timer is {@code http.client.requests} with the tags {@code client}, {@code method} and {@code status}.
     */
    public static Builder ofClients(Statsd statsd) {
        return new Builder(requireNonNull(statsd, "statsd"), Style.CLIENT_TAGS, "http-client");
    }

    /** Starts to measure a request. It is in flight until the timer is told how it ended. */
    public RequestTimer start(@Nullable String method) {
        inFlight.increment();
        return new RequestTimer(this, KnownMethod.of(method), System.nanoTime());
    }

    /**
     * Records a request that somebody else measured.
     *
     * @param handler null or empty if no handler answered
     * @param duration not negative; else it is dropped and counted
     */
    public void record(@Nullable String handler, @Nullable String method, int status, Duration duration) {
        record(handler, KnownMethod.of(method), Outcome.of(status), duration);
    }

    /** Records a request whose client left before it had its answer, as {@link #record} does. */
    public void recordAborted(@Nullable String handler, @Nullable String method, Duration duration) {
        record(handler, KnownMethod.of(method), Outcome.ABORTED, duration);
    }

    /** How many requests were started and have not ended. */
    public long inFlight() {
        return inFlight.sum();
    }

    void ended() {
        inFlight.decrement();
    }

    void record(@Nullable String handler, KnownMethod method, Outcome outcome, Duration duration) {
        handlers.of(handler).timing(method, outcome).record(duration);
    }

    /** Configures how requests are named. */
    public static final class Builder {
        private final Statsd statsd;
        private final Style tagged;
        private boolean tags;
        private String unmatched;
        private int maxHandlers = 1000;

        private Builder(Statsd statsd, Style tagged, String unmatched) {
            this.statsd = statsd;
            this.tagged = tagged;
            this.unmatched = unmatched;
        }

        /**
         * False: whether each request is {@code <prefix>.timers.http.server.requests} with the tags {@code handler},
         * {@code method} and {@code status}, for servers that understand tags. The handler is then sent as it is.
         */
        public Builder tags(boolean tags) {
            this.tags = tags;
            return this;
        }

        /** {@code unmatched}: the handler of requests that no handler answered; not empty. */
        public Builder unmatched(String name) {
            this.unmatched = requireNonNull(name, "unmatched");
            return this;
        }

        /** 1,000, more than 0: how many handlers have a name of their own; the others are {@code other} together. */
        public Builder maxHandlers(int handlers) {
            this.maxHandlers = handlers;
            return this;
        }

        /**
         * Makes it.
         *
         * @throws IllegalArgumentException if a setting is wrong; the message names it and its value
         */
        public HttpMetrics build() {
            if (unmatched.isEmpty()) {
                throw new IllegalArgumentException("unmatched must not be empty");
            }
            if (maxHandlers < 1) {
                throw new IllegalArgumentException("maxHandlers must be more than 0, but is " + maxHandlers);
            }
            return new HttpMetrics(new Handlers(statsd, tags ? tagged : Style.PATH, unmatched, maxHandlers));
        }
    }
}
