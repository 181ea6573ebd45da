package io.sprockets.statsd.spring;

import io.sprockets.statsd.Protocol;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.service.connection.ConnectionDetails;

/** The StatsD server's address. A bean of this type overrides the properties. */
public interface StatsdConnectionDetails extends ConnectionDetails {
    /** Name or address of the server, or the path of its socket; without one no metrics are sent. */
    @Nullable
    String host();

    /** Default 8125. The server's port. */
    default int port() {
        return 8125;
    }

    /** Default {@link Protocol#TCP}. How lines reach the server. */
    default Protocol protocol() {
        return Protocol.TCP;
    }
}
