package io.sprockets.statsd.vertx;

import io.sprockets.statsd.http.HttpMetrics;
import io.sprockets.statsd.http.RequestTimer;
import io.vertx.core.AsyncResult;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.StreamResetException;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * One request on its way through the handlers: it is measured from the first that records it, and named by the last.
 */
final class Exchange implements Handler<AsyncResult<Void>> {
    private static final String KEY = Exchange.class.getName();

    private final RoutingContext context;
    private final RequestTimer timer;
    private volatile @Nullable String handler;
    private volatile boolean ended;

    private Exchange(RoutingContext context, RequestTimer timer) {
        this.context = context;
        this.timer = timer;
    }

    /**
     * A handler has taken the request.
     *
     * @param name null if the handler is not one that answers
     */
    static void enter(RoutingContext context, HttpMetrics metrics, @Nullable String name) {
        Exchange exchange = context.get(KEY);
        if (exchange == null) {
            exchange = new Exchange(
                    context, metrics.start(context.request().method().name()));
            context.put(KEY, exchange);
            exchange.begin();
        }
        context.addHeadersEndHandler(exchange::headersEnd); // each time, since a re-route takes it away
        if (name != null) {
            exchange.handler = name;
        }
    }

    private void begin() {
        context.addEndHandler(this);
        context.addBodyEndHandler(sent -> end()); // in case the application has its own end handler
        UpgradeWatch.begin(context.vertx(), context.request(), () -> ended, this::end);
    }

    /**
     * A response that is sent at once has ended by now, and one that is written in parts has not ended a turn later.
     */
    private void headersEnd(Void head) {
        if (!context.response().ended()) {
            context.vertx().runOnContext(later -> watch());
        }
    }

    /** A file, or a stream whose application may have set the handlers that would report its end. */
    private void watch() {
        if (!ended) {
            ResponseWatch.begin(context.vertx(), this, timer, name());
        }
    }

    /**
     * The response has ended, or cannot any more: its status then means nothing. A stream of HTTP/2 closes while its
     * response ends, which is no failure.
     */
    @Override
    public void handle(AsyncResult<Void> response) {
        if (response.succeeded() || context.response().ended()) {
            end();
        } else {
            ended = true;
            breakOff(name());
        }
    }

    /** The response cannot be completed, since its handler failed, or else since the client left. */
    void breakOff(@Nullable String name) {
        if (context.failed() && !isOfConnection(context.failure())) {
            timer.fail(name);
        } else {
            timer.abort(name);
        }
    }

    private void end() {
        ended = true;
        timer.end(name(), context.response().getStatusCode());
    }

    boolean hasEnded() {
        return ended;
    }

    /**
     * A file whose context has failed because the client has left (other failures do not keep it from being sent), or a
     * stream without a client.
     */
    boolean isBroken() {
        return isOfConnection(context.failure())
                || (isStream() && context.response().closed());
    }

    private static boolean isOfConnection(@Nullable Throwable failure) {
        return failure instanceof IOException
                || failure instanceof HttpClosedException
                || failure instanceof StreamResetException;
    }

    /** Whether the response is still being written. */
    boolean isStream() {
        return !context.response().ended();
    }

    /** After a failure, and without a route, the context does not know who was to answer. */
    private @Nullable String name() {
        String named = handler;
        return named != null || context.failed() ? named : RouteName.of(context);
    }
}
