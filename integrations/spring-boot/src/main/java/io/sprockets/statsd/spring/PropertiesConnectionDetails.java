package io.sprockets.statsd.spring;

import io.sprockets.statsd.Protocol;
import org.jspecify.annotations.Nullable;

/** Where the properties say that the server is. */
record PropertiesConnectionDetails(StatsdProperties properties) implements StatsdConnectionDetails {
    @Override
    public @Nullable String host() {
        return properties.unixSocket() != null ? properties.unixSocket() : properties.host();
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
        return properties.protocol() != null ? properties.protocol() : StatsdConnectionDetails.super.protocol();
    }
}
