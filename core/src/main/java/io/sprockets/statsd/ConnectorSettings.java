package io.sprockets.statsd;

import io.sprockets.statsd.line.Text;
import io.sprockets.statsd.sender.FoldSettings;
import io.sprockets.statsd.sender.SenderSettings;
import io.sprockets.statsd.transport.SelectorTransport;
import io.sprockets.statsd.transport.Transport;
import io.sprockets.statsd.transport.UnixDatagramProvider;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
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
    private static final Duration LONGEST_DURATION = Duration.ofDays(36_500);

    boolean enabled = true;

    @Nullable
    String host;

    int port = 8125;

    @Nullable
    Path unixSocket;

    Protocol protocol = Protocol.TCP;
    String prefix = "";
    boolean typePrefixes = true;
    Dialect dialect = Dialect.STATSD;
    Tags constantTags = Tags.NONE;
    String containerId = "";
    String externalData = "";
    String cardinality = "";
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
    Duration confirmEvery = Duration.ofSeconds(1);

    @Nullable
    Duration aggregation;

    boolean fractionalCounters;
    int maxSeries = 10_000;
    int timerSamples = 100;
    ConnectorListener listener = ConnectorListener.NONE;

    @Nullable
    String telemetry;

    /** @throws IllegalArgumentException naming the setting and its value */
    void check() {
        if (enabled) {
            checkAddress();
        }
        check(
                isPrefix(prefix),
                "prefix",
                prefix,
                "names separated by single dots, without spaces, control characters and : | @ # ; , [ ]");
        check(
                queueBytes >= SMALLEST_QUEUE && queueBytes <= LARGEST_QUEUE,
                "queueBytes",
                queueBytes,
                "1 KiB to 256 MiB");
        check(backlogBytes > 0, "backlogBytes", backlogBytes, "more than 0");
        check(
                packetBytes() >= SMALLEST_PACKET && packetBytes() <= LARGEST_DATAGRAM,
                "packetBytes",
                packetBytes(),
                SMALLEST_PACKET + " to " + LARGEST_DATAGRAM);
        check(
                Set.of("", "none", "low", "orchestrator", "high").contains(cardinality),
                "cardinality",
                cardinality,
                "none, low, orchestrator or high");
        check(maxSeries > 0, "maxSeries", maxSeries, "more than 0");
        check(timerSamples > 0, "timerSamples", timerSamples, "more than 0");
        check(
                delivery == Delivery.AT_MOST_ONCE || protocol.isStream(),
                "delivery",
                delivery,
                "AT_MOST_ONCE over datagrams");
        check(telemetry == null || (isPrefix(telemetry) && !telemetry.isEmpty()), "telemetry", telemetry, "a prefix");
        checkTimes();
    }

    Scope scope() {
        boolean sevenBit = dialect.isReadAsAscii() && protocol.isStream();
        return new Scope(dialect, sevenBit, Namespace.of(prefix, typePrefixes), constantTags, fields(), Sampling.ALL);
    }

    /** What the Datadog agent is told of the sender's origin, with every line. */
    private String fields() {
        if (dialect != Dialect.DOGSTATSD) {
            return "";
        }
        return field("|c:", containerId) + field("|e:", externalData) + field("|card:", cardinality);
    }

    private static String field(String code, String value) {
        return value.isEmpty() ? "" : code + Fields.cleaned(value);
    }

    SenderSettings forSender() {
        return new SenderSettings(
                protocol.isStream() ? LONGEST_STREAM_LINE : packetBytes(),
                backlogBytes,
                aggregation,
                overflow.patience().isZero(),
                new FoldSettings(maxSeries, timerSamples, fractionalCounters, dialect.signIsChange()),
                delivery == Delivery.CONFIRMED ? confirmEvery : null,
                shortestBackoff,
                longestBackoff,
                connectTimeout,
                writeTimeout,
                stopTimeout,
                protocol.isStream() ? maxConnectionAge : null);
    }

    Supplier<Transport> transports() {
        String name = host == null ? "" : host;
        int number = port;
        int packet = packetBytes();
        Duration resolve = resolveEvery;
        Path path = unixSocket == null ? Path.of("") : unixSocket;
        return switch (protocol) {
            case TCP -> () -> SelectorTransport.tcp(name, number);
            case UDP -> () -> SelectorTransport.udp(name, number, packet, resolve);
            case UNIX_DATAGRAM -> () -> SelectorTransport.unixDatagram(path, packet);
            case UNIX ->
                dialect == Dialect.DOGSTATSD
                        ? () -> SelectorTransport.unixFramed(path)
                        : () -> SelectorTransport.unix(path);
        };
    }

    private int packetBytes() {
        if (packetBytes != null) {
            return packetBytes;
        }
        return protocol == Protocol.UNIX_DATAGRAM ? AGENT_PACKET : ETHERNET_PACKET;
    }

    private void checkAddress() {
        if (protocol.isUnix()) {
            check(unixSocket != null, "unixSocket", unixSocket, "the path of a socket");
            check(
                    protocol == Protocol.UNIX || UnixDatagramProvider.isThere(),
                    "protocol",
                    protocol,
                    "the module sprockets-statsd-unixgram beside this one, on a system that it supports");
        } else {
            check(host != null && !host.isBlank(), "host", host, "a name or an address");
            check(port >= 1 && port <= 65_535, "port", port, "1 to 65535");
        }
    }

    private void checkTimes() {
        checkTime("reconnectBackoff min", shortestBackoff);
        checkTime("reconnectBackoff max", longestBackoff);
        check(
                shortestBackoff.compareTo(longestBackoff) <= 0,
                "reconnectBackoff",
                shortestBackoff + ", " + longestBackoff,
                "min not above max");
        checkTime("connectTimeout", connectTimeout);
        checkTime("writeTimeout", writeTimeout);
        checkTime("resolveEvery", resolveEvery);
        checkTime("confirmEvery", confirmEvery);
        check(maxConnectionAge == null || isTime(maxConnectionAge), "maxConnectionAge", maxConnectionAge, "a duration");
        check(aggregation == null || isTime(aggregation), "aggregation", aggregation, "a duration above zero");
        check(isTime(stopTimeout) || stopTimeout.isZero(), "stopTimeout", stopTimeout, "a duration");
    }

    private static void checkTime(String setting, Duration value) {
        check(isTime(value), setting, value, "a duration above zero");
    }

    private static boolean isTime(Duration value) {
        return !value.isNegative() && !value.isZero() && value.compareTo(LONGEST_DURATION) <= 0;
    }

    private static boolean isPrefix(String prefix) {
        boolean dotsApart = !("." + prefix + ".").contains("..");
        boolean noSpace = prefix.chars().noneMatch(Character::isWhitespace);
        return prefix.isEmpty()
                || (dotsApart && noSpace && Text.NAME.cleaned(prefix).equals(prefix));
    }

    private static void check(boolean good, String setting, @Nullable Object value, String expected) {
        if (!good) {
            throw new IllegalArgumentException(setting + " is " + value + ", expected " + expected);
        }
    }
}
