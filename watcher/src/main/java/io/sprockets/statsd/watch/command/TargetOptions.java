package io.sprockets.statsd.watch.command;

import io.sprockets.statsd.Dialect;
import io.sprockets.statsd.Protocol;
import io.sprockets.statsd.StatsdConnector;
import io.sprockets.statsd.Tags;
import io.sprockets.statsd.watch.send.Durations;
import io.sprockets.statsd.watch.send.Target;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Where {@code send} sends to: the environment, and what the command line says instead. */
final class TargetOptions {
    private static final String HOST = "STATSD_HOST";
    private static final String LOOPBACK = "127.0.0.1";

    @Option(
            names = "--host",
            scope = ScopeType.INHERIT,
            paramLabel = "HOST",
            description = "Name or address of the server. STATSD_HOST, or 127.0.0.1")
    private @Nullable String host;

    @Option(
            names = "--port",
            scope = ScopeType.INHERIT,
            paramLabel = "PORT",
            description = "Its port. STATSD_PORT, or 8125")
    private @Nullable Integer port;

    @Option(
            names = "--unix",
            scope = ScopeType.INHERIT,
            paramLabel = "PATH",
            description = "The path of its Unix stream socket instead")
    private @Nullable Path unix;

    @Option(
            names = "--udp",
            scope = ScopeType.INHERIT,
            description = "Send a datagram, for which there is no answer: exit code 3")
    private boolean udp;

    @Option(
            names = "--prefix",
            scope = ScopeType.INHERIT,
            paramLabel = "PREFIX",
            description = "The beginning of every name. STATSD_PREFIX")
    private @Nullable String prefix;

    @Option(
            names = "--exact",
            scope = ScopeType.INHERIT,
            description = "Send the name unchanged, without counters., timers. and so on before it")
    private boolean exact;

    @Option(
            names = "--dialect",
            scope = ScopeType.INHERIT,
            paramLabel = "DIALECT",
            description = "What the server understands: ${COMPLETION-CANDIDATES}")
    private @Nullable Dialect dialect;

    @Option(
            names = "--tag",
            scope = ScopeType.INHERIT,
            paramLabel = "KEY=VALUE",
            description = "A tag; may be repeated")
    private List<String> tags = new ArrayList<>();

    @Option(
            names = "--timeout",
            scope = ScopeType.INHERIT,
            paramLabel = "TIME",
            description = "How long to wait until the server has read it. 5s")
    private String timeout = "5s";

    /** @throws IllegalArgumentException if an option or a variable is wrong */
    Target target(Map<String, String> environment) {
        Map<String, String> variables = new HashMap<>(environment);
        if (host != null || unix != null) {
            variables.remove("STATSD_PROTOCOL"); // which may want another kind of host
        }
        variables.putIfAbsent(HOST, LOOPBACK);
        variables.remove("STATSD_ENABLED"); // the send command is meant to send
        StatsdConnector.Builder builder = StatsdConnector.fromEnvironment(variables);
        apply(builder);
        boolean datagrams = udp || isUdp(variables.get("STATSD_PROTOCOL"));
        Duration patience = Durations.parse(timeout);
        if (datagrams) {
            builder.protocol(Protocol.UDP);
        }
        builder.build(); // which refuses what can never work
        return new Target(builder, patience, !datagrams);
    }

    private static boolean isUdp(@Nullable String protocol) {
        return protocol != null && protocol.toLowerCase(Locale.ROOT).matches("udp|unixgram");
    }

    private void apply(StatsdConnector.Builder builder) {
        if (host != null) {
            builder.host(host);
        }
        if (port != null) {
            builder.port(port);
        }
        if (unix != null) {
            builder.unixSocket(unix);
        }
        if (prefix != null) {
            builder.prefix(prefix);
        }
        if (dialect != null) {
            builder.dialect(dialect);
        }
        builder.typePrefixes(!exact);
        builder.constantTags(tags());
    }

    private Tags tags() {
        List<String> keysAndValues = new ArrayList<>();
        for (String tag : tags) {
            int equals = tag.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException("--tag " + tag + " is not key=value");
            }
            keysAndValues.add(tag.substring(0, equals));
            keysAndValues.add(tag.substring(equals + 1));
        }
        return Tags.of(keysAndValues.toArray(new String[0]));
    }
}
