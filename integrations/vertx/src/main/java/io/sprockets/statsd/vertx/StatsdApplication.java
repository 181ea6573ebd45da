package io.sprockets.statsd.vertx;

import io.sprockets.statsd.Statsd;
import io.sprockets.statsd.StatsdConnector;
import io.sprockets.statsd.http.HttpMetrics;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Gives a verticle a connector between {@link #startStatsd} and {@link #stopStatsd}:
 *
 * <pre>{@code
 * final class Application extends VerticleBase implements StatsdApplication {
 *     @Override
 *     public Future<?> start() {
 *         return startStatsd(() -> server.listen(8888));
 *     }
 *
 *     @Override
 *     public Future<?> stop() {
 *         return server.shutdown().eventually(this::stopStatsd);
 *     }
 * }
 * }</pre>
 *
 * <p>It is configured by the object {@code statsd} in the verticle's config, in which every key is optional:
 *
 * <ul>
 *   <li>{@code enabled}: else {@code STATSD_ENABLED}, else true. An integer other than 0, or {@code on}, {@code t},
 *       {@code true} or {@code yes} in any case; anything else disables the connector, and then no other key is needed.
 *   <li>{@code host}: else {@code STATSD_HOST}; required.
 *   <li>{@code port}: else {@code STATSD_PORT}, else 8125.
 *   <li>{@code prefix}: else {@code STATSD_PREFIX}, else {@code applications.<service>.<environment>} if the config has
 *       the keys {@code service} and {@code environment}; else it is an error. Empty or null in the config means no
 *       prefix.
 *   <li>{@code protocol}: else {@code STATSD_PROTOCOL}, else {@code tcp}; {@code tls}, {@code udp}, or {@code unix} or
 *       {@code unixgram} with the socket's path as host.
 *   <li>{@code origin}: else {@code STATSD_ORIGIN}, else {@code none}; {@code detected} sends what the process can find
 *       out of its container, if {@link #configureStatsd} sets the dialect {@code DOGSTATSD}.
 *   <li>{@code reconnect_timeout}: the shortest delay between attempts to connect, 1 second; also {@code
 *       reconnect_sleep}.
 *   <li>{@code wait_timeout}: accepted, in seconds, for existing configurations, and ignored. The connector detects
 *       connection faults without it.
 * </ul>
 *
 * <p>Any thread may call the methods; none of them blocks. Each instance of a verticle has its own connector.
 */
public interface StatsdApplication {
    /** The verticle's config; {@code VerticleBase} and {@code AbstractVerticle} have this method. */
    JsonObject config();

    /**
     * Starts the connector; it does not wait for the server. Starting twice keeps the connector.
     *
     * @return completes when the connector runs; fails with an {@link IllegalArgumentException} that names the setting
     *     if the configuration is invalid
     */
    default Future<Void> startStatsd() {
        return ApplicationConnectors.of(this).start(this::config, this::configureStatsd, this::configureHttpMetrics);
    }

    /**
     * Starts the connector and then the rest of the application. If that fails the connector is stopped again, since
     * Vert.x does not call {@code stop} on a verticle that did not start.
     *
     * @param rest starts the rest, such as the server
     * @return completes when both have started; fails if either fails
     */
    default <T> Future<T> startStatsd(Supplier<Future<T>> rest) {
        return startStatsd()
                .compose(started -> rest.get())
                .recover(failed -> stopStatsd().compose(stopped -> Future.failedFuture(failed)));
    }

    /**
     * Sends waiting metrics and stops the connector, within its stop timeout of 5 seconds. If a verticle calls it, it
     * first waits up to a second for requests in flight, so shut down the server before. Stopping without a start is
     * fine.
     *
     * @return completes when the connector has stopped; never fails
     */
    default Future<Void> stopStatsd() {
        return ApplicationConnectors.of(this).stop();
    }

    /** Records with the connector. What is recorded before its start or after its stop is discarded. */
    default Statsd statsd() {
        return ApplicationConnectors.of(this).current().statsd();
    }

    /** The connector between start and stop. A disabled one accepts everything and does nothing. */
    default Optional<StatsdConnector> statsdConnector() {
        return Optional.ofNullable(ApplicationConnectors.of(this).current().connector());
    }

    /** Records requests with the connector, like {@link #statsd}. */
    default HttpMetrics httpMetrics() {
        return ApplicationConnectors.of(this).current().metrics();
    }

    /** Override this to set what the config has no keys for, such as the dialect. Called at each start. */
    default void configureStatsd(StatsdConnector.Builder builder) {}

    /** Override this to set how requests are named. Called at each start. */
    default void configureHttpMetrics(HttpMetrics.Builder builder) {}
}
