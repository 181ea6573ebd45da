package io.sprockets.statsd.spring;

import io.sprockets.statsd.Protocol;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where the properties say that the server is. */
record PropertiesConnectionDetails(StatsdProperties properties) implements StatsdConnectionDetails {
    @Override
    public @Nullable String host() {
        return Stream.of(properties.unixSocket(), properties.unixDatagramSocket(), properties.host())
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    @Override
    public int port() {
        return properties.port() != null ? properties.port() : StatsdConnectionDetails.super.port();
    }

    @Override
    public Protocol protocol() {
        if (properties.unixSocket() != null) {
            return Protocol.UNIX;
        }
        if (properties.unixDatagramSocket() != null) {
            return Protocol.UNIX_DATAGRAM;
        }
        return properties.protocol() != null ? properties.protocol() : StatsdConnectionDetails.super.protocol();
    }
}
