package io.sprockets.statsd.vertx;

import static java.util.Objects.requireNonNull;

import io.sprockets.statsd.http.HttpMetrics;
import io.sprockets.statsd.http.RequestTimer;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Records the requests that a {@code WebClient} sends to one service as {@code timers.<name>.<METHOD>.<status>}, from
 * the call until the response has arrived with its body:
 *
 * <pre>{@code
 * StatsdClient inventory = StatsdClient.create(this, "inventory");
 * inventory.send(client.get("/items/7"));
 * inventory.send(client.post("/items"), request -> request.sendJson(item));
 * }</pre>
 *
 * <p>The status is {@code failed} if no response came. Redirects are part of their request. Any thread may use it. It
 * needs {@code vertx-web-client}, which this module does not bring.
 */
public final class StatsdClient {
    private final Supplier<HttpMetrics> metrics;
    private final String name;

    private StatsdClient(Supplier<HttpMetrics> metrics, String name) {
        this.metrics = metrics;
        this.name = requireNonNull(name, "name");
    }

    /**
     * Records with the connector that an application has when the request is sent.
     *
     * @param name the name of the service that answers, never a part of an address made of data
     */
    public static StatsdClient create(StatsdApplication application, String name) {
        ApplicationConnector connector = ApplicationConnectors.of(requireNonNull(application, "application"));
        return new StatsdClient(() -> connector.current().sent(), name);
    }

    /**
     * Records with a connector that is started and stopped elsewhere.
     *
     * @param metrics made by {@link HttpMetrics#ofClients}
     * @param name as for {@link #create(StatsdApplication, String)}
     */
    public static StatsdClient create(HttpMetrics metrics, String name) {
        requireNonNull(metrics, "metrics");
        return new StatsdClient(() -> metrics, name);
    }

    /** Sends a request without a body. */
    public <T> Future<HttpResponse<T>> send(HttpRequest<T> request) {
        return send(request, HttpRequest::send);
    }

    /** Sends a request with the given function; the returned future is the client's. */
    public <T> Future<HttpResponse<T>> send(
            HttpRequest<T> request, Function<HttpRequest<T>, Future<HttpResponse<T>>> way) {
        RequestTimer timer = metrics.get().start(request.method().name());
        Future<HttpResponse<T>> sent;
        try {
            sent = way.apply(request);
        } catch (RuntimeException refused) {
            timer.fail(name);
            throw refused;
        }
        return sent.onComplete(done -> end(timer, done));
    }

    private void end(RequestTimer timer, AsyncResult<? extends HttpResponse<?>> done) {
        if (done.succeeded()) {
            timer.end(name, done.result().statusCode());
        } else {
            timer.fail(name);
        }
    }
}
