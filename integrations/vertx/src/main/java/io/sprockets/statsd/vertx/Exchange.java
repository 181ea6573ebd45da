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
import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/**
 * One request on its way through the handlers: it is measured from the first that records it, and named by the last.
 */
final class Exchange implements Handler<AsyncResult<Void>> {
    private static final int SWITCHING_PROTOCOLS = 101;
    private static final Running<Exchange> RUNNING = new Running<>(Exchange::isOf);
    private static final Waiting<Exchange> WAITING = new Waiting<>(Exchange::look);

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
            if (response.ended() || (response.closed() && WAITING.wasAborted(context.request()))) {
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
        if (exchange != null && RUNNING.has(exchange)) {
            if (!exchange.ended) {
                exchange.await();
            }
            RUNNING.remove(exchange); // after that, so that it can be found at any time
        }
    }

    private static @Nullable Exchange find(HttpServerRequest request) {
        Exchange running = RUNNING.find(request);
        return running != null ? running : WAITING.find(request);
    }

    private void begin() {
        if (!RUNNING.add(this)) {
            await();
        }
        context.addEndHandler(this);
        context.addBodyEndHandler(sent -> told()); // in case the application has its own end handler
    }

    private void await() {
        waiting = true;
        WAITING.add(context.request(), this);
        if (ended) { // meanwhile, on another thread
            WAITING.remove(context.request());
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
    private void breakOff() {
        WAITING.abort(context.request());
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
            WAITING.remove(context.request());
        }
    }

    /**
     * Looks at a request of which nothing was reported for a while. The application may have set the handlers that
     * would have done so, and of other protocols and of files Vert.x reports less.
     */
    private void look() {
        HttpServerResponse response = context.response();
        if (!response.ended()) {
            if (response.closed()) {
                breakOff();
            }
        } else if (response.getStatusCode() == SWITCHING_PROTOCOLS || isTunnel() || !isOfHttp1()) {
            end();
        } else if (!ended) {
            WAITING.watch(context.request(), new FileWatch(this)::isOver); // a file, in transfer
        }
    }

    private boolean isTunnel() {
        return context.request().method().equals(HttpMethod.CONNECT);
    }

    private boolean isOfHttp1() {
        return context.request().version() != HttpVersion.HTTP_2;
    }

    private boolean isOf(HttpServerRequest request) {
        return context.request() == request;
    }

    private static boolean isOfConnection(@Nullable Throwable failure) {
        return failure instanceof IOException
                || failure instanceof HttpClosedException
                || failure instanceof StreamResetException;
    }

    /** After a failure, and without a route, the context does not know who was to answer. */
    private @Nullable String name() {
        String named = handler;
        return named != null || context.failed() ? named : RouteName.of(context, Exchange::first);
    }

    /**
     * Finds out whether the client of a file has left, which over HTTP/1.1 only the future of {@code sendFile} reports:
     * the context has failed with that, or the request was garbage-collected.
     */
    private static final class FileWatch {
        private final WeakReference<Exchange> exchange; // the watch must not keep what it waits for to go
        private final RequestTimer timer;
        private final @Nullable String name;

        FileWatch(Exchange exchange) {
            this.exchange = new WeakReference<>(exchange);
            this.timer = exchange.timer;
            this.name = exchange.name();
        }

        /** Whether the request has ended one way or the other. */
        boolean isOver() {
            Exchange watched = exchange.get();
            if (watched == null) {
                timer.abort(name);
                return true;
            }
            if (isOfConnection(watched.context.failure())) { // other failures do not keep a file from being sent
                watched.breakOff();
            }
            return watched.ended;
        }
    }
}
