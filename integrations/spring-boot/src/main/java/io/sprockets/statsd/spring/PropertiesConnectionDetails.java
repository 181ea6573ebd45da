package io.sprockets.statsd.spring;

import io.sprockets.statsd.Protocol;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;

/** Where the properties say that the server is. */
record PropertiesConnectionDetails(StatsdProperties properties) implements StatsdConnectionDetails {
    @Override
    public @Nullable String host() {
        return Stream.of(properties.unixSocket(), properties.unixDatagramSocket(), properties.host())
                .filter(StringUtils::hasText)
                .findFirst()
                .orElse(null);
    }

    @Override
    public int port() {
        return properties.port() != null ? properties.port() : StatsdConnectionDetails.super.port();
    }

    @Override
    public Protocol protocol() {
        if (StringUtils.hasText(properties.unixSocket())) {
            return Protocol.UNIX;
        }
        if (StringUtils.hasText(properties.unixDatagramSocket())) {
            return Protocol.UNIX_DATAGRAM;
        }
        if (properties.protocol() != null) {
            return properties.protocol();
        }
        StatsdProperties.Certificates certificates = properties.tls();
        return certificates != null && certificates.areSet() ? Protocol.TLS : StatsdConnectionDetails.super.protocol();
    }
}
