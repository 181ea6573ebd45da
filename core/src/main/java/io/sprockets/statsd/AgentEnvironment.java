package io.sprockets.statsd;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The variables of Datadog's clients, which mean something to {@link Dialect#DOGSTATSD} only: {@code DD_DOGSTATSD_URL},
 * {@code DD_AGENT_HOST}, {@code DD_DOGSTATSD_PORT}, {@code DD_ENTITY_ID}, {@code DD_ENV}, {@code DD_SERVICE},
 * {@code DD_VERSION}, and those of {@link Origin#detected()}. An empty one is not set.
 */
record AgentEnvironment(Map<String, String> variables) {
    private static final String URL = "DD_DOGSTATSD_URL";
    private static final String PORT = "DD_DOGSTATSD_PORT";

    /**
     * The server that is named here, as far as nothing else was said of it; null if there is none.
     *
     * @throws IllegalArgumentException if a variable cannot be read
     */
    @Nullable
    Server server(@Nullable Protocol protocol, @Nullable Integer port) {
        String url = get(URL);
        if (url != null) {
            return server(url, protocol, port);
        }
        String host = get("DD_AGENT_HOST");
        return host == null
                ? null
                : new Server(or(protocol, Protocol.UDP), List.of(host), port == null ? port() : port, null);
    }

    /** Tags of every metric. */
    Tags tags() {
        List<String> tags = new ArrayList<>();
        add(tags, "dd.internal.entity_id", get("DD_ENTITY_ID"));
        add(tags, "env", get("DD_ENV"));
        add(tags, "service", get("DD_SERVICE"));
        add(tags, "version", get("DD_VERSION"));
        return Tags.of(tags.toArray(new String[0]));
    }

    /** Who sends the metrics. */
    Origin origin() {
        return Origin.detected(variables, Path.of("/"));
    }

    private static void add(List<String> tags, String key, @Nullable String value) {
        if (value != null) {
            tags.add(key);
            tags.add(value);
        }
    }

    private static Server server(String text, @Nullable Protocol protocol, @Nullable Integer port) {
        URI url = url(text);
        String scheme = url.getScheme() == null ? "" : url.getScheme();
        String host = url.getHost();
        String path = url.getPath();
        int number = port != null ? port : url.getPort() < 0 ? Server.USUAL_PORT : url.getPort();
        if (scheme.equals("udp") && host != null) {
            return new Server(or(protocol, Protocol.UDP), List.of(host), number, null);
        } else if (scheme.equals("tcp") && host != null) {
            return new Server(or(protocol, Protocol.TCP), List.of(host), number, null);
        } else if (scheme.startsWith("unix") && path != null && !path.isEmpty()) {
            Protocol usual = scheme.equals("unixstream") ? Protocol.UNIX : Protocol.UNIX_DATAGRAM;
            return new Server(or(protocol, usual), List.of(), Server.USUAL_PORT, Path.of(path));
        }
        throw wrong(text, null);
    }

    private static URI url(String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            throw wrong(text, e);
        }
    }

    private static IllegalArgumentException wrong(String url, @Nullable Exception cause) {
        return new IllegalArgumentException(
                URL + " is " + url
                        + ", expected udp://host:port, tcp://host:port, unix:///path, unixgram:///path or unixstream:///path",
                cause);
    }

    private int port() {
        String port = get(PORT);
        return port == null ? Server.USUAL_PORT : Environment.port(PORT, port);
    }

    private static Protocol or(@Nullable Protocol protocol, Protocol usual) {
        return protocol == null ? usual : protocol;
    }

    private @Nullable String get(String variable) {
        String value = variables.get(variable);
        return value == null || value.isBlank() ? null : value.strip();
    }
}
