package io.sprockets.statsd.spring;

import io.micrometer.observation.ObservationRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;

/** Has clients observed for us alone, in an application that has no registry of observations. */
final class ClientObservations {
    private final ObservationRegistry ours;
    private final ObjectProvider<ObservationRegistry> own; // the application's, whose handlers are beans

    ClientObservations(ObservationRegistry ours, ObjectProvider<ObservationRegistry> own) {
        this.ours = ours;
        this.own = own;
    }

    void observe(RestClient.Builder builder) {
        if (isAlone()) {
            builder.observationRegistry(ours);
        }
    }

    void observe(WebClient.Builder builder) {
        if (isAlone()) {
            builder.observationRegistry(ours);
        }
    }

    private boolean isAlone() {
        return own.stream().findAny().isEmpty();
    }
}
