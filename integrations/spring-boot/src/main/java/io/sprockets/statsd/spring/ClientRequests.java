package io.sprockets.statsd.spring;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.sprockets.statsd.http.HttpMetrics;
import io.sprockets.statsd.http.RequestTimer;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Records the requests that {@code RestClient} and {@code WebClient} send as {@code timers.<client>.<METHOD>.<status>}.
 * It listens to Spring's observations, since an interceptor would make {@code RestClient} hold each body in memory. Any
 * thread may use it.
 */
public final class ClientRequests implements ObservationHandler<Observation.Context> {
    /**
     * The request attribute with the name of a request, mostly that of the service which answers. For all requests of a
     * client:
     *
     * <pre>{@code
     * builder.defaultRequest(request -> request.attribute(ClientRequests.NAME, "inventory")).build()
     * }</pre>
     *
     * <p>Without it a request is named after its template, {@code /orders/{id}} as {@code client_orders__id_}, or else
     * {@code http-client}, since an address without variables may have been concatenated by hand.
     */
    public static final String NAME = "io.sprockets.statsd.client";

    private final HttpMetrics metrics;

    ClientRequests(HttpMetrics metrics) {
        this.metrics = metrics;
    }

    /** A registry that only this class listens to, for applications without one. */
    ObservationRegistry registry() {
        ObservationRegistry registry = ObservationRegistry.create();
        registry.observationConfig().observationHandler(this);
        return registry;
    }

    @Override
    public boolean supportsContext(Observation.Context context) {
        return ClientExchange.of(context) != null;
    }

    @Override
    public void onStart(Observation.Context context) {
        ClientExchange exchange = ClientExchange.of(context);
        if (exchange != null) {
            context.put(RequestTimer.class, metrics.start(exchange.method()));
        }
    }

    @Override
    public void onStop(Observation.Context context) {
        ClientExchange exchange = ClientExchange.of(context);
        RequestTimer timer = context.get(RequestTimer.class);
        if (exchange == null || timer == null) {
            return;
        }
        String name = name(exchange.attributes(), exchange.template());
        int status = exchange.status();
        if (exchange.isAborted()) {
            timer.abort(name);
        } else if (status == ClientExchange.NO_STATUS) {
            timer.fail(name);
        } else {
            timer.end(name, status);
        }
    }

    private static @Nullable String name(Map<String, Object> attributes, @Nullable String template) {
        Object given = attributes.get(NAME);
        return given != null ? given.toString() : template(template);
    }

    /** The template without host and query. */
    static @Nullable String template(@Nullable String template) {
        if (template == null) {
            return null;
        }
        int scheme = template.indexOf("://");
        int path = template.indexOf('/', scheme < 0 ? 0 : scheme + 3);
        String rest = path < 0 ? "" : template.substring(path);
        int end = rest.indexOf('?');
        String bare = end < 0 ? rest : rest.substring(0, end);
        return bare.contains("{") ? "client" + bare : null;
    }
}
