package io.sprockets.statsd.vertx;

import io.sprockets.statsd.Statsd;
import io.sprockets.statsd.StatsdConnector;
import io.sprockets.statsd.http.HttpMetrics;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The connector of one application, from start to stop. Any thread may use it. */
final class ApplicationConnector {
    private static final Recorders NONE = recorders(null, Statsd.noop(), HttpMetrics.of(Statsd.noop()));

    private static final int LOOKS = 100;
    private static final long PAUSE = 10; // milliseconds

    private final HandlerNames handlers = new HandlerNames();
    private volatile Recorders current = NONE;
    private boolean stopping;

    /**
     * What an application records with.
     *
     * @param connector null before the start and after the stop
     * @param metrics of the requests that it answers
     * @param sent metrics of the requests that it sends
     */
    record Recorders(@Nullable StatsdConnector connector, Statsd statsd, HttpMetrics metrics, HttpMetrics sent) {}

    static Recorders recorders(@Nullable StatsdConnector connector, Statsd statsd, HttpMetrics metrics) {
        return new Recorders(
                connector, statsd, metrics, HttpMetrics.ofClients(statsd).build());
    }

    HandlerNames handlers() {
        return handlers;
    }

    Recorders current() {
        return current;
    }

    /** Starts a connector if there is none, with the settings that the application has at this moment. */
    synchronized Future<Void> start(
            Supplier<JsonObject> config,
            Consumer<StatsdConnector.Builder> configureStatsd,
            Consumer<HttpMetrics.Builder> configureHttpMetrics) {
        StatsdConnector connector = current.connector();
        if (connector == null || stopping) {
            try {
                current = connect(config.get(), configureStatsd, configureHttpMetrics);
            } catch (IllegalArgumentException wrong) {
                return Future.failedFuture(wrong);
            }
            stopping = false;
            connector = current.connector();
        }
        return connector == null ? Future.succeededFuture() : future(connector.start());
    }

    Future<Void> stop() {
        Recorders stopped = stopping();
        StatsdConnector connector = stopped.connector();
        if (connector == null) {
            return Future.succeededFuture();
        }
        return awaitRequests(stopped.metrics(), LOOKS)
                .compose(ended -> future(connector.stop().thenAccept(report -> forget(stopped))));
    }

    private synchronized Recorders stopping() {
        stopping = true;
        return current;
    }

    /** A server reports its shutdown before the end of the last response. */
    private static Future<?> awaitRequests(HttpMetrics metrics, int looks) {
        Context context = Vertx.currentContext();
        if (context == null || looks == 0 || metrics.inFlight() == 0) {
            return Future.succeededFuture();
        }
        return context.owner().timer(PAUSE, TimeUnit.MILLISECONDS).compose(later -> awaitRequests(metrics, looks - 1));
    }

    /** Until the connector has stopped it counts what still comes. */
    private synchronized void forget(Recorders stopped) {
        if (current.equals(stopped)) {
            current = NONE;
            stopping = false;
        }
    }

    private static Recorders connect(
            JsonObject config,
            Consumer<StatsdConnector.Builder> configureStatsd,
            Consumer<HttpMetrics.Builder> configureHttpMetrics) {
        StatsdSettings settings = StatsdSettings.read(config, System.getenv());
        StatsdConnector.Builder builder = settings.connector();
        configureStatsd.accept(builder);
        StatsdConnector connector = builder.build();
        HttpMetrics.Builder metrics = HttpMetrics.builder(connector);
        configureHttpMetrics.accept(metrics);
        return recorders(connector, connector, metrics.build());
    }

    /** A future that completes on the caller's context, if there is one. */
    private static Future<Void> future(CompletionStage<Void> stage) {
        Context context = Vertx.currentContext();
        return context == null ? Future.fromCompletionStage(stage) : Future.fromCompletionStage(stage, context);
    }
}
