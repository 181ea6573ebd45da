package io.sprockets.statsd.spring;

import static io.sprockets.statsd.spring.StatsdProperties.textOrNull;

import io.sprockets.statsd.Protocol;
import io.sprockets.statsd.ServerAddress;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The server's address in the properties, read as the client reads the variables {@code STATSD_*}. */
record PropertiesConnectionDetails(StatsdProperties properties) implements StatsdConnectionDetails {
    @Override
    public @Nullable String host() {
        return switch (source()) {
            case "unix-socket" -> textOrNull(properties.unixSocket());
            case "unix-datagram-socket" -> textOrNull(properties.unixDatagramSocket());
            default -> textOrNull(properties.host());
        };
    }

    @Override
    public int port() {
        return address().port();
    }

    @Override
    public Protocol protocol() {
        return address().protocol();
    }

    private ServerAddress address() {
        Map<String, String> variables = new HashMap<>();
        put(variables, "STATSD_HOST", host() == null ? "localhost" : host()); // not used where there is none
        put(variables, "STATSD_PORT", properties.port());
        put(variables, "STATSD_PROTOCOL", protocolWord());
        return ServerAddress.fromEnvironment(variables, this::property);
    }

    private @Nullable String protocolWord() {
        String source = source();
        if (!source.equals("host")) {
            return source.equals("unix-socket") ? "unix" : "unixgram";
        }
        String word = textOrNull(properties.protocol());
        StatsdProperties.Certificates certificates = properties.tls();
        return word == null && certificates != null && certificates.areSet() ? "tls" : word;
    }

    /** The property that says where the server is. */
    private String source() {
        if (textOrNull(properties.unixSocket()) != null) {
            return "unix-socket";
        }
        return textOrNull(properties.unixDatagramSocket()) != null ? "unix-datagram-socket" : "host";
    }

    private String property(String variable) {
        return switch (variable) {
            case "STATSD_HOST" -> "statsd." + source();
            case "STATSD_PORT" -> "statsd.port";
            default -> "statsd.protocol";
        };
    }

    private static void put(Map<String, String> variables, String name, @Nullable String value) {
        if (value != null) {
            variables.put(name, value);
        }
    }
}
