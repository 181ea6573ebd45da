package io.sprockets.statsd.spring;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Metrics of the requests that the application answers.
 *
 * @param enabled Whether requests are recorded; the same words as for statsd.enabled.
 * @param recordedBy Who records requests where both can: micrometer, as http.server.requests, or statsd.
 * @param naming What a request is named after: the class of its handler, or the template of its route.
 * @param tags Whether handler, method and status are tags of one timer, http.server.requests, instead of a part of the
 *     name.
 * @param maxHandlers How many handlers have a name of their own; the others are "other" together.
 * @param exclude Paths whose requests are not recorded, as for a request mapping: /actuator/**.
 * @param urlPatterns Paths whose requests are recorded, as for the mapping of a servlet: /api/*, *.do.
 * @param filterOrder Place of the filter among others. Filters before it are not measured.
 * @param inFlight Whether the number of requests that are being answered is sent as the gauge http.in-flight every 10
 *     s.
 * @param client Metrics of the requests that the application sends.
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
     * Metrics of the requests that the application sends.
     *
     * @param enabled Whether requests that RestClient and WebClient send are recorded; the same words as for
     *     statsd.enabled.
     */
    record Client(@DefaultValue("true") String enabled) {}

    /** Who records requests where both can. */
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
