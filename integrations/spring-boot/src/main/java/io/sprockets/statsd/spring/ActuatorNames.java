package io.sprockets.statsd.spring;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.ExposableEndpoint;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;
import org.springframework.boot.actuate.endpoint.web.WebServerNamespace;

/**
 * What the actuator's endpoints are called: by their ids, wherever they are mapped; {@code /livez} is {@code health},
 * too. Any thread may use it.
 */
final class ActuatorNames implements RouteNames {
    private final Map<String, String> names = new ConcurrentHashMap<>(); // by pattern
    private final ObjectProvider<PathMappedEndpoints> endpoints;

    ActuatorNames(ObjectProvider<PathMappedEndpoints> endpoints) {
        this.endpoints = endpoints;
    }

    @Override
    public String of(String pattern) {
        return names.computeIfAbsent(pattern, this::name);
    }

    private String name(String pattern) {
        PathMappedEndpoints all = endpoints.getIfAvailable();
        return all == null ? pattern : name(pattern, all);
    }

    private static String name(String pattern, PathMappedEndpoints endpoints) {
        return endpoints.stream()
                .filter(ExposableEndpoint.class::isInstance)
                .map(endpoint -> ((ExposableEndpoint<?>) endpoint).getEndpointId())
                .filter(id ->
                        paths(endpoints, id).anyMatch(path -> pattern.equals(path) || pattern.startsWith(path + "/")))
                .map(id -> "actuator_" + id)
                .findFirst()
                .orElse(pattern); // the list of all, and what is not the actuator's
    }

    private static Stream<String> paths(PathMappedEndpoints endpoints, EndpointId id) {
        return Stream.concat(
                Stream.ofNullable(endpoints.getPath(id)),
                endpoints.getAdditionalPaths(WebServerNamespace.SERVER, id).stream());
    }
}
