package io.sprockets.statsd.spring;

import io.micrometer.observation.ObservationRegistry;
import java.util.function.Consumer;
import org.springframework.beans.factory.ObjectProvider;

/** Has clients observed for us alone, in an application that has no registry of observations. */
final class ClientObservations {
    private final ObservationRegistry ours;
    private final ObjectProvider<ObservationRegistry> own; // the application's, whose handlers are beans

    ClientObservations(ObservationRegistry ours, ObjectProvider<ObservationRegistry> own) {
        this.ours = ours;
        this.own = own;
    }

    /**
     * @param builder a client's, of whichever kind: Spring looks at the methods of this class, and one kind may be
     * absent
     */
    void observe(Consumer<ObservationRegistry> builder) {
        if (own.stream().findAny().isEmpty()) {
            builder.accept(ours);
        }
    }
}
