package io.sprockets.statsd.settings;

import io.sprockets.statsd.Protocol;
import io.sprockets.statsd.Tls;
import io.sprockets.statsd.transport.PemSource;
import io.sprockets.statsd.transport.TlsSource;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * The builder's settings for the server. Unset ones are taken from the environment: STATSD_HOST, STATSD_PORT
 * and STATSD_PROTOCOL, then the variables of Datadog's agent.
 */
public final class ServerSettings {
    private static final String HOST = "STATSD_HOST";
    private static final String PORT = "STATSD_PORT";
    private static final String PROTOCOL = "STATSD_PROTOCOL";

    public List<String> hosts = List.of();

    public @Nullable Integer port;

    public @Nullable Path socket;

    public @Nullable Protocol protocol;

    public @Nullable Tls tls; // null if it was not set explicitly

    public void set(Address address) {
        hosts = address.hosts();
        port = address.port();
        socket = address.socket();
        protocol = address.protocol();
    }

    /** What the connections of one run trust, and how they identify themselves. */
    TlsSource certificates() {
        Tls told = tls == null ? Tls.system() : tls;
        SSLContext context = told.context();
        if (context != null) {
            return () -> context;
        }
        return told.trusted() == null
                ? SSLContext::getDefault
                : new PemSource(told.trusted(), told.certificate(), told.key());
    }

    /**
     * The server to use.
     *
     * @param forAgent whether it may be Datadog's agent
     * @throws IllegalArgumentException naming the setting or variable and its value
     */
    public Address address(Words words, boolean forAgent) {
        Protocol told = protocol != null ? protocol : protocol(words);
        if (!hosts.isEmpty() || socket != null) {
            return own(told, words);
        }
        String host = words.get(HOST);
        if (host != null) {
            return named(host, told, words);
        }
        Address agent = forAgent ? new AgentEnvironment(words).server(told, portOrNull(words)) : null;
        if (agent != null) {
            return agent;
        }
        throw missing(told, words, forAgent);
    }

    private Address own(@Nullable Protocol told, Words words) {
        if (told != null && told.isUnix()) {
            String expected = "the path of a socket with the protocol " + told;
            return Address.socket(told, "unixSocket", Checks.present("unixSocket", socket, expected));
        }
        Checks.that(!hosts.isEmpty(), "host", null, "a name or an address");
        return Address.hosts(told == null ? Protocol.TCP : told, "host", hosts, port(words));
    }

    private Address named(String host, @Nullable Protocol told, Words words) {
        if (told != null && told.isUnix()) {
            return Address.socket(told, words.name(HOST), Path.of(host));
        }
        List<String> several =
                Stream.of(host.split(",", -1)).filter(name -> !name.isBlank()).toList();
        Checks.that(!several.isEmpty(), words.name(HOST), host, "names or addresses");
        return Address.hosts(told == null ? Protocol.TCP : told, words.name(HOST), several, port(words));
    }

    private static @Nullable Protocol protocol(Words words) {
        String word = words.get(PROTOCOL);
        return word == null ? null : ProtocolWord.read(words.name(PROTOCOL), word);
    }

    private int port(Words words) {
        Integer told = portOrNull(words);
        return told == null ? Address.DEFAULT_PORT : told;
    }

    private @Nullable Integer portOrNull(Words words) {
        return port != null ? Integer.valueOf(Words.checkedPort("port", port)) : words.port(PORT);
    }

    private static IllegalArgumentException missing(@Nullable Protocol told, Words words, boolean forAgent) {
        String what = told != null && told.isUnix()
                ? "unixSocket is null, expected the path of a socket"
                : "host is null, expected a name or an address";
        String where = words.name(HOST) + (forAgent ? " and DD_AGENT_HOST are not set" : " is not set");
        return new IllegalArgumentException(words.areRead() ? what + ": " + where : what);
    }
}
