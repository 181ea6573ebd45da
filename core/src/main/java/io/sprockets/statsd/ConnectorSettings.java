package io.sprockets.statsd;

import io.sprockets.statsd.fold.FoldSettings;
import io.sprockets.statsd.line.Text;
import io.sprockets.statsd.link.LinkSettings;
import io.sprockets.statsd.sender.SenderSettings;
import io.sprockets.statsd.transport.Transport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** All that a builder was told, and whether a connector can be made of it. */
final class ConnectorSettings {
    /** Some servers close a stream that brings a longer line. */
    private static final int LONGEST_STREAM_LINE = 4096;

    private static final int ETHERNET_PACKET = 1432; // less the headers of IP and UDP
    private static final int AGENT_PACKET = 8192; // which the Datadog agent reads at a time
    private static final int LARGEST_DATAGRAM = 65_507;
    private static final int SMALLEST_PACKET = 64;
    private static final int SMALLEST_QUEUE = 1024;
    private static final int LARGEST_QUEUE = 1 << 28;
    /** Balancers and firewalls forget a connection that is idle for four minutes or longer. */
    private static final Duration MAX_IDLE = Duration.ofMinutes(2);

    boolean enabled = true;
    Map<String, String> environment = Map.of();

    List<String> hosts = List.of();

    @Nullable
    Integer port; // null if nobody said it

    @Nullable
    Path unixSocket;

    @Nullable
    Protocol protocol; // null if nobody said it

    String prefix = "";
    boolean typePrefixes = true;
    Dialect dialect = Dialect.STATSD;
    Tags constantTags = Tags.NONE;
    boolean strictNames;

    @Nullable
    Origin origin; // null if nobody said it

    int queueBytes = 1 << 20;
    long backlogBytes = 1 << 23;

    @Nullable
    Integer packetBytes; // null if it is as the protocol has it

    Duration shortestBackoff = Duration.ofSeconds(1);
    Duration longestBackoff = Duration.ofSeconds(30);
    Duration connectTimeout = Duration.ofSeconds(10);
    Duration writeTimeout = Duration.ofSeconds(30);
    Duration stopTimeout = Duration.ofSeconds(5);

    @Nullable
    Duration maxConnectionAge;

    Duration resolveEvery = Duration.ofSeconds(60);
    Overflow overflow = Overflow.DROP_NEWEST;
    Delivery delivery = Delivery.AT_MOST_ONCE;
    Aggregation aggregation = Aggregation.OFF;
    int maxSeries = 10_000;
    boolean closeAtExit;
    ConnectorListener listener = ConnectorListener.NONE;

    @Nullable
    String telemetry;

    /** @throws IllegalArgumentException naming the setting and its value */
    void check() {
        if (enabled) {
            server().check();
        }
        Checks.that(
                isPrefix(prefix),
                "prefix",
                prefix,
                "names separated by single dots, without spaces, control characters and : | @ # ; , [ ]");
        Checks.that(
                !dialect.hasEvents() || !Text.beginsLikeAnEvent(prefix),
                "prefix",
                prefix,
                "one that the agent does not take for an event");
        Checks.that(
                queueBytes >= SMALLEST_QUEUE && queueBytes <= LARGEST_QUEUE,
                "queueBytes",
                queueBytes,
                "1 KiB to 256 MiB");
        Checks.that(backlogBytes > 0, "backlogBytes", backlogBytes, "more than 0");
        Checks.that(
                packetBytes() >= SMALLEST_PACKET && packetBytes() <= LARGEST_DATAGRAM,
                "packetBytes",
                packetBytes(),
                SMALLEST_PACKET + " to " + LARGEST_DATAGRAM);
        Checks.that(maxSeries > 0, "maxSeries", maxSeries, "more than 0");
        Checks.that(
                delivery.confirmEvery() == null || server().protocol().isStream(),
                "delivery",
                delivery,
                "AT_MOST_ONCE over datagrams");
        Checks.that(
                telemetry == null || (isPrefix(telemetry) && !telemetry.isEmpty()), "telemetry", telemetry, "a prefix");
        checkTimes();
    }

    /** The server that was set, or else the one that Datadog's variables name, if the dialect is Datadog's. */
    Server server() {
        Server agent = hosts.isEmpty() && unixSocket == null && isForAgent()
                ? new AgentEnvironment(environment).server(protocol, port)
                : null;
        return agent != null
                ? agent
                : new Server(
                        protocol == null ? Protocol.TCP : protocol,
                        hosts,
                        port == null ? Server.USUAL_PORT : port,
                        unixSocket);
    }

    Scope scope() {
        boolean sevenBit = dialect.isReadAsAscii(server().protocol());
        Format format = new Format(dialect, sevenBit, strictNames, fields());
        Tags tags = isForAgent() ? new AgentEnvironment(environment).tags().and(constantTags) : constantTags;
        return Scope.of(format, Namespace.of(prefix, typePrefixes), tags);
    }

    private boolean isForAgent() {
        return dialect == Dialect.DOGSTATSD;
    }

    /** What the Datadog agent is told of the sender's origin, with every line. */
    private String fields() {
        if (!isForAgent()) {
            return "";
        }
        Origin told = origin;
        return (told != null ? told : new AgentEnvironment(environment).origin()).fields();
    }

    SenderSettings forSender() {
        return new SenderSettings(
                description(),
                server().protocol().isStream() ? LONGEST_STREAM_LINE : packetBytes(),
                backlogBytes,
                aggregation.interval(),
                overflow.patience().isZero(),
                new FoldSettings(
                        maxSeries,
                        aggregation.timerSamples(),
                        aggregation.fractionalCounters(),
                        dialect.signIsChange()),
                new LinkSettings(
                        delivery.confirmEvery(),
                        shortestBackoff,
                        longestBackoff,
                        connectTimeout,
                        writeTimeout,
                        maxConnectionAge,
                        MAX_IDLE),
                stopTimeout);
    }

    private String description() {
        Server server = server();
        String where = server.protocol().isUnix()
                ? String.valueOf(server.socket())
                : String.join(",", server.hosts()) + ":" + server.port();
        String what = prefix.isEmpty() ? "no prefix" : "prefix " + prefix;
        return "statsd server " + where + " (" + server.protocol() + ", " + dialect + ", " + what + ")";
    }

    Supplier<Transport> transports() {
        return server().transports(isForAgent(), packetBytes(), resolveEvery);
    }

    private int packetBytes() {
        if (packetBytes != null) {
            return packetBytes;
        }
        return server().protocol() == Protocol.UNIX_DATAGRAM ? AGENT_PACKET : ETHERNET_PACKET;
    }

    private void checkTimes() {
        checkTime("reconnectBackoff min", shortestBackoff);
        checkTime("reconnectBackoff max", longestBackoff);
        Checks.that(
                shortestBackoff.compareTo(longestBackoff) <= 0,
                "reconnectBackoff",
                shortestBackoff + ", " + longestBackoff,
                "min not above max");
        checkTime("connectTimeout", connectTimeout);
        checkTime("writeTimeout", writeTimeout);
        checkTime("resolveEvery", resolveEvery);
        Checks.that(
                maxConnectionAge == null || Checks.isTime(maxConnectionAge),
                "maxConnectionAge",
                maxConnectionAge,
                "a duration");
        Checks.that(Checks.isTime(stopTimeout) || stopTimeout.isZero(), "stopTimeout", stopTimeout, "a duration");
    }

    private static void checkTime(String setting, Duration value) {
        Checks.time(setting, value, value);
    }

    private static boolean isPrefix(String prefix) {
        boolean dotsApart = !("." + prefix + ".").contains("..");
        boolean noSpace = prefix.chars().noneMatch(Character::isWhitespace);
        return prefix.isEmpty()
                || (dotsApart && noSpace && Text.NAME.cleaned(prefix).equals(prefix));
    }
}
