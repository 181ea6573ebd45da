package io.sprockets.statsd.spring;

import io.sprockets.statsd.Protocol;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.service.connection.ConnectionDetails;

/** Where the StatsD server is. A bean of this type takes the place of the properties that say so. */
public interface StatsdConnectionDetails extends ConnectionDetails {
    /** Name or address of the server, or the path of its socket; without one no metrics are sent. */
    @Nullable
    String host();

    /** 8125: port of the server. */
    default int port() {
        return 8125;
    }

    /** {@link Protocol#TCP}: how lines reach the server. */
    default Protocol protocol() {
        return Protocol.TCP;
    }
}
