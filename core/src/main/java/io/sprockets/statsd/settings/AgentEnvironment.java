package io.sprockets.statsd.settings;

import io.sprockets.statsd.Dialect;
import io.sprockets.statsd.Origin;
import io.sprockets.statsd.Protocol;
import io.sprockets.statsd.Tags;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The variables of Datadog's clients, which mean something to {@link Dialect#DOGSTATSD} only: {@code DD_DOGSTATSD_URL},
 * {@code DD_AGENT_HOST}, {@code DD_DOGSTATSD_PORT}, {@code DD_ENTITY_ID}, {@code DD_ENV}, {@code DD_SERVICE},
 * {@code DD_VERSION}, and those of {@link Origin#detected()}.
 */
record AgentEnvironment(Words words) {
    private static final String URL = "DD_DOGSTATSD_URL";
    private static final String HOST = "DD_AGENT_HOST";
    private static final String PORT = "DD_DOGSTATSD_PORT";

    /**
     * The server that is named here; null if there is none.
     *
     * @param protocol what else was said of it; null for nothing, as for the port
     * @throws IllegalArgumentException naming the variable, if one cannot be read
     */
    @Nullable
    Address server(@Nullable Protocol protocol, @Nullable Integer port) {
        String url = words.get(URL);
        if (url != null) {
            return server(AgentUrl.parse(words.name(URL), url), protocol, port);
        }
        String host = words.get(HOST);
        if (host == null || (protocol != null && protocol.isUnix())) {
            return null;
        }
        return hosts(
                protocol == null ? Protocol.UDP : protocol,
                words.name(HOST),
                host,
                port == null ? words.port(PORT) : port);
    }

    private Address server(AgentUrl url, @Nullable Protocol told, @Nullable Integer port) {
        Protocol protocol = told == null ? usual(url.scheme()) : told;
        String host = url.host();
        Checks.that(
                protocol.isUnix() == (host == null),
                words.name(URL),
                words.get(URL),
                "a URL for the protocol " + ProtocolWord.of(protocol));
        return host == null
                ? Address.socket(protocol, words.name(URL), Path.of(url.path()))
                : hosts(protocol, words.name(URL), host, port == null ? url.port() : port);
    }

    private static Protocol usual(String scheme) {
        return switch (scheme) {
            case "udp" -> Protocol.UDP;
            case "tcp" -> Protocol.TCP;
            case "unixstream" -> Protocol.UNIX;
            default -> Protocol.UNIX_DATAGRAM;
        };
    }

    private static Address hosts(Protocol protocol, String name, String host, @Nullable Integer port) {
        return Address.hosts(protocol, name, List.of(host), port == null ? Address.DEFAULT_PORT : port);
    }

    /** Tags of every metric. */
    Tags tags() {
        List<String> tags = new ArrayList<>();
        add(tags, "dd.internal.entity_id", "DD_ENTITY_ID");
        add(tags, "env", "DD_ENV");
        add(tags, "service", "DD_SERVICE");
        add(tags, "version", "DD_VERSION");
        return Tags.of(tags.toArray(new String[0]));
    }

    /** Who sends the metrics. */
    Origin origin() {
        Detection found = Detection.in(words, Path.of("/"));
        return Origin.NONE
                .containerId(found.containerId())
                .externalData(found.externalData())
                .cardinality(found.cardinality());
    }

    private void add(List<String> tags, String key, String variable) {
        String value = words.get(variable);
        if (value != null) {
            tags.add(key);
            tags.add(value);
        }
    }
}
