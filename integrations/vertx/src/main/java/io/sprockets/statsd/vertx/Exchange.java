package io.sprockets.statsd.vertx;

import io.sprockets.statsd.http.HttpMetrics;
import io.sprockets.statsd.http.RequestTimer;
import io.vertx.core.AsyncResult;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.StreamResetException;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * One request on its way through the handlers: it is measured from the first that records it, and named by the last.
 */
final class Exchange implements Handler<AsyncResult<Void>> {
    private static final int SWITCHING_PROTOCOLS = 101;

    private final RoutingContext context;
    private final RequestTimer timer;
    private volatile @Nullable String handler;
    private volatile boolean waiting; // or was once
    private volatile boolean ended;

    private Exchange(RoutingContext context, RequestTimer timer) {
        this.context = context;
        this.timer = timer;
    }

    /**
     * A handler has taken the request; when it has returned, {@link #leave} has to be called.
     *
     * @param name null if the handler is not one that answers
     * @return null if all has been told of this request already
     */
    static @Nullable Exchange enter(RoutingContext context, HttpMetrics metrics, @Nullable String name) {
        Exchange exchange = find(context.request());
        if (exchange == null) {
            HttpServerResponse response = context.response();
            if (response.ended() || (response.closed() && Waiting.wasAborted(context.request()))) {
                return null;
            }
            exchange = new Exchange(
                    context, metrics.start(context.request().method().name()));
            exchange.begin();
        }
        if (name != null) {
            exchange.handler = name;
        }
        return exchange;
    }

    /** The context of the first handler that took the request; null if none has. */
    static @Nullable RoutingContext first(HttpServerRequest request) {
        Exchange exchange = find(request);
        return exchange == null ? null : exchange.context;
    }

    /** The handler has returned, and whatever it called. */
    static void leave(@Nullable Exchange exchange) {
        if (exchange != null && Running.has(exchange)) {
            if (!exchange.ended) {
                exchange.await();
            }
            Running.remove(exchange); // after that, so that it can be found at any time
        }
    }

    private static @Nullable Exchange find(HttpServerRequest request) {
        Exchange running = Running.find(request);
        return running != null ? running : Waiting.find(request);
    }

    private void begin() {
        if (!Running.add(this)) {
            await();
        }
        context.addEndHandler(this);
        context.addBodyEndHandler(sent -> told()); // in case the application has its own end handler
    }

    private void await() {
        waiting = true;
        Waiting.add(this);
        if (ended) { // meanwhile, on another thread
            Waiting.remove(this);
        }
    }

    /**
     * The response has ended, or cannot any more: its status then means nothing. A stream of HTTP/2 closes while its
     * response ends, which is no failure; and Vert.x 5.0 reports one that closed before it began as a success.
     */
    @Override
    public void handle(AsyncResult<Void> response) {
        told();
    }

    private void told() {
        if (context.response().ended()) {
            end();
        } else {
            breakOff();
        }
    }

    /** The response cannot be completed, since its handler failed, or else since the client left. */
    void breakOff() {
        Waiting.abort(this);
        over();
        String name = name();
        if (context.failed() && !isOfConnection(context.failure())) {
            timer.fail(name);
        } else {
            timer.abort(name);
        }
    }

    private void end() {
        over();
        timer.end(name(), context.response().getStatusCode());
    }

    private void over() {
        ended = true;
        if (waiting) {
            Waiting.remove(this);
        }
    }

    /**
     * Looks at a request of which nothing was reported for a while. The application may have set the handlers that
     * would have done so, and of other protocols and of files Vert.x reports less.
     */
    void look() {
        HttpServerResponse response = context.response();
        if (!response.ended()) {
            if (response.closed()) {
                breakOff();
            }
        } else if (response.getStatusCode() == SWITCHING_PROTOCOLS || isTunnel() || !isOfHttp1()) {
            end();
        } else if (!ended) {
            Waiting.watch(this, new FileWatch(this, timer, name())); // a file, in transfer
        }
    }

    private boolean isTunnel() {
        return context.request().method().equals(HttpMethod.CONNECT);
    }

    private boolean isOfHttp1() {
        return context.request().version() != HttpVersion.HTTP_2;
    }

    boolean isOf(HttpServerRequest request) {
        return context.request() == request;
    }

    HttpServerRequest request() {
        return context.request();
    }

    boolean hasEnded() {
        return ended;
    }

    /** Whether the context has failed because the client left; other failures do not keep a file from being sent. */
    boolean hasLostItsClient() {
        return isOfConnection(context.failure());
    }

    private static boolean isOfConnection(@Nullable Throwable failure) {
        return failure instanceof IOException
                || failure instanceof HttpClosedException
                || failure instanceof StreamResetException;
    }

    /** After a failure, and without a route, the context does not know who was to answer. */
    private @Nullable String name() {
        String named = handler;
        return named != null || context.failed() ? named : RouteName.of(context);
    }
}
