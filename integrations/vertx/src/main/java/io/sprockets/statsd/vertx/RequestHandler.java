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
 * A handler whose requests are recorded under the name of its class, when the response has ended:
 * {@code timers.MyHandler.GET.204}. It can record more, under paths whose segments may be given one by one.
 *
 * <p>It uses the connector that its application has at the time; without one it answers all the same.
 */
public abstract class RequestHandler implements Handler<RoutingContext> {
    private final Supplier<ApplicationConnector.Recorders> recorders;
    private final String name = name(getClass());

    /** A handler of an application that may have been started or not. */
    protected RequestHandler(StatsdApplication application) {
        this.recorders = ApplicationConnectors.of(requireNonNull(application, "application"))::current;
    }

    /** A handler that records with a connector that somebody else starts and stops. */
    protected RequestHandler(StatsdConnector connector, HttpMetrics metrics) {
        ApplicationConnector.Recorders given =
                ApplicationConnector.recorders(connector, connector, requireNonNull(metrics, "metrics"));
        this.recorders = () -> given;
    }

    /**
     * Answers a request. A failure, thrown or in the future, fails the context; what the future succeeds with is not
     * used.
     *
     * @return completes when this handler has done its part
     */
    protected abstract Future<?> respond(RoutingContext context);

    @Override
    public final void handle(RoutingContext context) {
        Exchange.enter(context, recorders.get().metrics(), name);
        respond(context).onFailure(context::fail);
    }

    /** Records how long it takes from now until a future completes, normally or not. Gives that future. */
    protected final <T> Future<T> executionTimer(String path, Supplier<Future<T>> body) {
        return executionTimer(body, path);
    }

    /** As {@link #executionTimer(String, Supplier)}, with the segments of the path one by one. */
    protected final <T> Future<T> executionTimer(Supplier<Future<T>> body, String... path) {
        Timer timer = executionTimer(path);
        try {
            return body.get().onComplete(done -> timer.close());
        } catch (Throwable failed) {
            timer.close();
            throw failed;
        }
    }

    /** A timer that runs, and records when it is closed. */
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

    /** Records how long something took. */
    protected final void recordTiming(Duration duration, String... path) {
        statsd().timing(String.join(".", path), duration);
    }

    /** For everything else. */
    protected final Statsd statsd() {
        return recorders.get().statsd();
    }

    /** Classes without a name of their own have at least a number. */
    private static String name(Class<?> type) {
        String simple = type.getSimpleName();
        return simple.isEmpty() ? type.getName().substring(type.getName().lastIndexOf('.') + 1) : simple;
    }
}
