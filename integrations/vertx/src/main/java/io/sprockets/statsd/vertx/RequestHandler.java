package io.sprockets.statsd.vertx;

import static java.util.Objects.requireNonNull;

import io.sprockets.statsd.Statsd;
import io.sprockets.statsd.StatsdConnector;
import io.sprockets.statsd.Timer;
import io.sprockets.statsd.http.HttpMetrics;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * A handler whose requests are recorded under the simple name of its class, when the response has ended: {@code
 * timers.MyHandler.GET.204}. Two classes of an application that share a simple name are recorded under their full
 * names. It has methods to record more, with paths that may be given segment by segment.
 *
 * <p>It uses the connector that its application has at the time. Without one it answers but records nothing.
 *
 * <pre>{@code
 * final class OrdersHandler extends RequestHandler {
 *     OrdersHandler(StatsdApplication application) {
 *         super(application);
 *     }
 *
 *     @Override
 *     protected Future<?> respond(RoutingContext context) {
 *         increaseCounter("orders", "placed");
 *         return context.response().setStatusCode(204).end();
 *     }
 * }
 * }</pre>
 */
public abstract class RequestHandler implements Handler<RoutingContext> {
    private final Supplier<ApplicationConnector.Recorders> recorders;
    private final HandlerNames.Name name;

    /** Creates a handler of an application, which need not be started yet. */
    protected RequestHandler(StatsdApplication application) {
        ApplicationConnector connector = ApplicationConnectors.of(requireNonNull(application, "application"));
        this.recorders = connector::current;
        this.name = connector.handlers().of(getClass());
    }

    /** Creates a handler with a connector that is started and stopped elsewhere. */
    protected RequestHandler(StatsdConnector connector, HttpMetrics metrics) {
        ApplicationConnector.Recorders given =
                ApplicationConnector.recorders(connector, connector, requireNonNull(metrics, "metrics"));
        this.recorders = () -> given;
        this.name = HandlerNames.of(metrics).of(getClass());
    }

    /**
     * Answers a request. A failure, thrown or in the future, fails the context; the future's result is not used.
     *
     * @return completes when this handler has done its part
     */
    protected abstract Future<?> respond(RoutingContext context);

    @Override
    public final void handle(RoutingContext context) {
        Exchange entered = Exchange.enter(context, recorders.get().metrics(), name.text());
        try {
            respond(context).onFailure(context::fail);
        } finally {
            Exchange.leave(entered);
        }
    }

    /** Records the time from now until a future completes, normally or not. Returns that future. */
    protected final <T> Future<T> executionTimer(String path, Supplier<Future<T>> body) {
        return executionTimer(body, path);
    }

    /** Like {@link #executionTimer(String, Supplier)}, with the segments of the path one by one. */
    protected final <T> Future<T> executionTimer(Supplier<Future<T>> body, String... path) {
        Timer timer = executionTimer(path);
        try {
            return body.get().onComplete(done -> timer.close());
        } catch (Throwable failed) {
            timer.close();
            throw failed;
        }
    }

    /** Returns a running timer, which records when it is closed. */
    protected final Timer executionTimer(String... path) {
        return statsd().timer(String.join(".", path)).start();
    }

    /** Adds 1 to a counter. */
    protected final void increaseCounter(String... path) {
        increaseCounter(1, path);
    }

    /** Adds an amount, which may be negative, to a counter. */
    protected final void increaseCounter(long amount, String... path) {
        statsd().incr(String.join(".", path), amount);
    }

    /** Records a duration. */
    protected final void recordTiming(Duration duration, String... path) {
        statsd().timing(String.join(".", path), duration);
    }

    /** For everything else. */
    protected final Statsd statsd() {
        return recorders.get().statsd();
    }
}
