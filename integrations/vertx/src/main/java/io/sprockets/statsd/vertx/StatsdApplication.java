package io.sprockets.statsd.vertx;

import io.sprockets.statsd.Statsd;
import io.sprockets.statsd.StatsdConnector;
import io.sprockets.statsd.http.HttpMetrics;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a verticle implements to have a connector between {@link #startStatsd} and {@link #stopStatsd}:
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
 * <p>It is configured by the object {@code statsd} in the verticle's config, of which each key may be missing:
 *
 * <ul>
 *   <li>{@code enabled}: else {@code STATSD_ENABLED}, else true. An integer other than 0, or {@code on}, {@code t},
 *       {@code true} or {@code yes} in any case; anything else disables, and then nothing else is needed.
 *   <li>{@code host}: else {@code STATSD_HOST}; required.
 *   <li>{@code port}: else {@code STATSD_PORT}, else 8125.
 *   <li>{@code prefix}: else {@code STATSD_PREFIX}, else {@code applications.<service>.<environment>} if the config has
 *       the keys {@code service} and {@code environment}; else it is an error. Empty or null in the config means no
 *       prefix.
 *   <li>{@code protocol}: else {@code STATSD_PROTOCOL}, else {@code tcp}; {@code tls}, {@code udp}, or {@code unix} or
 *       {@code unixgram} with the socket's path as host.
 *   <li>{@code reconnect_timeout}: the shortest delay between attempts to connect, 1 second; also {@code
 *       reconnect_sleep}.
 *   <li>{@code wait_timeout}: accepted for the sake of configurations that have it, in seconds. The connector notices
 *       faults of the connection without it.
 * </ul>
 *
 * <p>Any thread may call the methods; none of them blocks. Each instance of a verticle has a connector of its own.
 */
public interface StatsdApplication {
    /** The verticle's config; {@code VerticleBase} and {@code AbstractVerticle} have this method. */
    JsonObject config();

    /**
     * Starts the connector; it does not wait for the server. Starting twice keeps the connector.
     *
     * @return completes when the connector runs; fails with an {@link IllegalArgumentException} that names the setting
     *     if the configuration is wrong
     */
    default Future<Void> startStatsd() {
        return ApplicationConnectors.of(this).start(this);
    }

    /**
     * Starts the connector and then the rest of the application. If that fails the connector is stopped again, since
     * Vert.x does not call {@code stop} of a verticle that did not start.
     *
     * @param rest starts what is left to start, such as the server
     * @return completes when both have started; fails as either of them did
     */
    default <T> Future<T> startStatsd(Supplier<Future<T>> rest) {
        return startStatsd()
                .compose(started -> rest.get())
                .recover(failed -> stopStatsd().compose(stopped -> Future.failedFuture(failed)));
    }

    /**
     * Sends what waits and stops the connector, within its stop timeout of 5 seconds. Before, it waits for the requests
     * in flight, for a second at most if a verticle calls it, so shut the server down first. Stopping without a start
     * is fine.
     *
     * @return completes when the connector has stopped; it does not fail
     */
    default Future<Void> stopStatsd() {
        return ApplicationConnectors.of(this).stop();
    }

    /** Records with the connector; what is recorded before it is started and after it has stopped goes nowhere. */
    default Statsd statsd() {
        return ApplicationConnectors.of(this).current().statsd();
    }

    /** The connector between start and stop. One that is not enabled accepts everything and does nothing. */
    default Optional<StatsdConnector> statsdConnector() {
        return Optional.ofNullable(ApplicationConnectors.of(this).current().connector());
    }

    /** Records requests with the connector, as {@link #statsd} does. */
    default HttpMetrics httpMetrics() {
        return ApplicationConnectors.of(this).current().metrics();
    }

    /** To override: sets what the config has no keys for, such as the dialect. It is called at each start. */
    default void configureStatsd(StatsdConnector.Builder builder) {}

    /** To override: sets how requests are named. It is called at each start. */
    default void configureHttpMetrics(HttpMetrics.Builder builder) {}
}
