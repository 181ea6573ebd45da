package io.sprockets.statsd.spring;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Metrics of incoming requests.
 *
 * @param enabled Whether requests are recorded; the same values as for statsd.enabled.
 * @param recordedBy Who records requests if both can: micrometer, as http.server.requests, or statsd.
 * @param naming What a request is named after: the class of its handler, or the template of its route.
 * @param tags Whether handler, method and status are tags of one timer, http.server.requests, instead of part of the
 *     name.
 * @param maxHandlers How many handlers get their own name; further ones are "other".
 * @param exclude Paths whose requests are not recorded, written like request mappings: /actuator/**.
 * @param urlPatterns Paths whose requests are recorded, written like servlet mappings: /api/*, *.do.
 * @param filterOrder Position of the filter. Filters before it are not measured.
 * @param inFlight Whether the number of requests in flight is sent as the gauge http.in-flight every 10 s.
 * @param client Metrics of outgoing requests.
 */
@ConfigurationProperties("statsd.http")
record RequestProperties(
        @DefaultValue("true") String enabled,
        @DefaultValue("micrometer") RecordedBy recordedBy,
        @DefaultValue("handler") Naming naming,
        @DefaultValue("false") boolean tags,
        @DefaultValue("1000") int maxHandlers,
        @DefaultValue List<String> exclude,
        @DefaultValue(MeasuredPaths.ALL) List<String> urlPatterns,
        @DefaultValue("-2147483647") int filterOrder,
        @DefaultValue("false") boolean inFlight,
        @DefaultValue Client client) {
    /**
     * Metrics of outgoing requests.
     *
     * @param enabled Whether requests sent by RestClient and WebClient are recorded; the same values as for
     *     statsd.enabled.
     */
    record Client(@DefaultValue("true") String enabled) {}

    /** Who records requests if both can. */
    enum RecordedBy {
        /** Micrometer, with the observations of Spring. */
        MICROMETER,
        /** This library. */
        STATSD
    }

    /** What a request is named after. */
    enum Naming {
        /** The class of its handler: {@code OrderController}. */
        HANDLER,
        /** The template of its route: {@code /orders/{id}}. */
        ROUTE
    }
}
