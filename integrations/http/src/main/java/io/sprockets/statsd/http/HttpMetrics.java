package io.sprockets.statsd.http;

import static java.util.Objects.requireNonNull;

import io.sprockets.statsd.Statsd;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Records the requests of an HTTP server, or those that an application sends, each as one timer: {@code
 * <prefix>.timers.<handler>.<METHOD>.<status>:<ms>|ms}. Client input creates no series, except through the method and
 * the status, which have few values. Any thread may use it.
 *
 * <p>The parts of a name:
 *
 * <ul>
 *   <li>The handler is the application's name for the code that answers, a class or the pattern of a route, never the
 *       path of a request. It becomes one segment: each character other than a letter, digit, {@code -} or {@code _} is
 *       sent as {@code _}, and a leading slash is left out; {@code /} alone is {@code root}. A request without a
 *       handler is {@code unmatched}. Handlers beyond {@link Builder#maxHandlers} are {@code other}.
 *   <li>The method is one of RFC 9110 or {@code PATCH}, in upper case; anything else is {@code OTHER}.
 *   <li>The status is 100 to 999; {@code aborted} if the client left before it had its response; {@code failed} if a
 *       response broke off on our side after it had begun; {@code other} for any other number.
 * </ul>
 *
 * <p>A request costs one small object; names are built once.
 *
 * <pre>{@code
 * HttpMetrics metrics = HttpMetrics.of(statsd); // once
 *
 * RequestTimer timer = metrics.start("GET"); // when a request has come
 * timer.end("OrdersHandler", 200); // when its response has been sent
 * }</pre>
 */
public final class HttpMetrics {
    /** Used instead of a handler: the request ends, and is not recorded. */
    public static final String NOT_RECORDED = "(not recorded)";

    private final Requests requests;

    private HttpMetrics(Requests requests) {
        this.requests = requests;
    }

    /** Returns an instance with every setting at its default. */
    public static HttpMetrics of(Statsd statsd) {
        return builder(statsd).build();
    }

    /** Returns a builder with every setting at its default. */
    public static Builder builder(Statsd statsd) {
        return new Builder(requireNonNull(statsd, "statsd"), Style.TAGS, "unmatched");
    }

    /**
     * Returns a builder for outgoing requests. The name of the client takes the place of the handler, {@code
     * http-client} if it has none. The status is {@code failed} if no response came, and {@code aborted} if the caller
     * did not wait for it. With tags the timer is {@code http.client.requests} with the tags {@code client}, {@code
     * method} and {@code status}.
     */
    public static Builder ofClients(Statsd statsd) {
        return new Builder(requireNonNull(statsd, "statsd"), Style.CLIENT_TAGS, "http-client");
    }

    /** Starts to measure a request. It is in flight until its timer is ended, aborted or failed. */
    public RequestTimer start(@Nullable String method) {
        requests.started();
        return new RequestTimer(requests, KnownMethod.of(method), System.nanoTime());
    }

    /**
     * Records a request that was measured elsewhere.
     *
     * @param handler null or empty if no handler answered
     * @param duration not negative; otherwise the request is dropped and counted
     */
    public void record(@Nullable String handler, @Nullable String method, int status, Duration duration) {
        requests.record(handler, KnownMethod.of(method), Outcome.of(status), duration);
    }

    /** Records a request whose client left before it had its response; like {@link #record}. */
    public void recordAborted(@Nullable String handler, @Nullable String method, Duration duration) {
        requests.record(handler, KnownMethod.of(method), Outcome.ABORTED, duration);
    }

    /** The number of requests that have started and not ended. */
    public long inFlight() {
        return requests.inFlight();
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
         * Default false. Whether each request is {@code <prefix>.timers.http.server.requests} with the tags {@code
         * handler}, {@code method} and {@code status}, for servers with tags. The handler is then sent unchanged.
         */
        public Builder tags(boolean tags) {
            this.tags = tags;
            return this;
        }

        /** Default {@code unmatched}. The handler of requests that no handler answered; not empty. */
        public Builder unmatched(String name) {
            this.unmatched = requireNonNull(name, "unmatched");
            return this;
        }

        /** Default 1,000, more than 0. How many handlers get their own name; further ones are {@code other}. */
        public Builder maxHandlers(int handlers) {
            this.maxHandlers = handlers;
            return this;
        }

        /**
         * Builds the instance.
         *
         * @throws IllegalArgumentException if a setting is invalid; the message names it and its value
         */
        public HttpMetrics build() {
            if (unmatched.isEmpty()) {
                throw new IllegalArgumentException("unmatched must not be empty");
            }
            if (maxHandlers < 1) {
                throw new IllegalArgumentException("maxHandlers must be more than 0, but is " + maxHandlers);
            }
            Style style = tags ? tagged : Style.PATH;
            Handlers handlers = new Handlers(statsd, style, unmatched, maxHandlers);
            return new HttpMetrics(new Requests(handlers, NOT_RECORDED));
        }
    }
}
