package io.sprockets.statsd.spring;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.core.env.Environment;

/**
 * Who records the requests that an application answers or sends: this library, or Micrometer with Spring's
 * observations.
 */
final class HttpRequests {
    static final String PROPERTY = "statsd.http.recorded-by";

    private static final String NAME = "management.observations.http.server.requests.name";
    private static final String NAME_OF_SENT = "management.observations.http.client.requests.name";
    private static final String MVC_FILTER = "webMvcObservationFilter";
    private static final String FLUX_CONVENTION =
            "org.springframework.http.server.reactive.observation.ServerRequestObservationConvention";
    private static final String OBSERVATIONS = "io.micrometer.observation.ObservationRegistry";
    private static final String REGISTRY = "io.sprockets.statsd.micrometer.StatsdConnectorMeterRegistry";

    private HttpRequests() {}

    /** Whether they are left to Micrometer, since it can record them and nothing else is wanted. */
    static boolean areLeftToMicrometer(Environment environment, ListableBeanFactory beans) {
        return areObserved(environment, beans) && isMicrometerWanted(environment);
    }

    /** As {@link #areLeftToMicrometer}, of the requests that the application sends. */
    static boolean thoseSentAreLeftToMicrometer(Environment environment, ListableBeanFactory beans) {
        return has(beans, REGISTRY)
                && has(beans, OBSERVATIONS)
                && isOn(environment, "management.metrics.enable.", nameOfSent(environment))
                && isOn(environment, "management.observations.enable.", nameOfSent(environment))
                && isMicrometerWanted(environment);
    }

    static boolean isMicrometerWanted(Environment environment) {
        return !"statsd".equalsIgnoreCase(environment.getProperty(PROPERTY));
    }

    /**
     * Whether Micrometer can record them: there is a registry, something observes requests, and no property forbids it.
     */
    static boolean areObserved(Environment environment, ListableBeanFactory beans) {
        return has(beans, REGISTRY)
                && (beans.containsBean(MVC_FILTER) || has(beans, FLUX_CONVENTION))
                && isOn(environment, "management.metrics.enable.", name(environment))
                && isOn(environment, "management.observations.enable.", name(environment));
    }

    /** What Micrometer calls them. */
    static String name(Environment environment) {
        return environment.getProperty(NAME, "http.server.requests");
    }

    /** What Micrometer calls those that the application sends. */
    static String nameOfSent(Environment environment) {
        return environment.getProperty(NAME_OF_SENT, "http.client.requests");
    }

    /**
     * As Spring Boot finds out what is enabled: by the longest part of the name that has a switch, else by that for
     * all.
     */
    private static boolean isOn(Environment environment, String switches, String name) {
        String part = name;
        while (!part.isEmpty()) {
            String value = environment.getProperty(switches + part);
            if (value != null) {
                return Boolean.parseBoolean(value.strip());
            }
            part = part.substring(0, Math.max(part.lastIndexOf('.'), 0));
        }
        return environment.getProperty(switches + "all", Boolean.class, true);
    }

    private static boolean has(ListableBeanFactory beans, String type) {
        Class<?> loaded = load(type);
        return loaded != null && beans.getBeanNamesForType(loaded, false, false).length > 0;
    }

    private static @Nullable Class<?> load(String type) {
        try {
            return Class.forName(type, false, HttpRequests.class.getClassLoader());
        } catch (ClassNotFoundException | LinkageError e) {
            return null;
        }
    }
}
