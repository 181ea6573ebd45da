package io.sprockets.statsd.settings;

import io.sprockets.statsd.Dialect;
import io.sprockets.statsd.Overflow;
import io.sprockets.statsd.Protocol;
import io.sprockets.statsd.call.Recorder;
import io.sprockets.statsd.call.Scope;
import io.sprockets.statsd.ledger.Ledger;
import io.sprockets.statsd.line.Syntax;
import io.sprockets.statsd.sender.Sender;
import io.sprockets.statsd.sender.SenderSettings;
import io.sprockets.statsd.transport.Providers;
import io.sprockets.statsd.transport.SelectorTransport;
import io.sprockets.statsd.transport.Transport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * What a connector is made of, all checked.
 *
 * @param words of the environment, as far as it is used
 * @param server has no host if the connector is disabled
 */
public record ConnectorPlan(ConnectorSettings settings, boolean enabled, Words words, Address server) {
    /** The address of a connector that is disabled, and so needs none. */
    private static final Address NOWHERE =
            Address.hosts(Protocol.TCP, "host", List.of("localhost"), Address.DEFAULT_PORT);

    /**
     * What to make of what a builder was told. Nothing of the environment is read if that disables the connector.
     *
     * @throws IllegalArgumentException naming the setting or variable and its value
     */
    public static ConnectorPlan of(ConnectorSettings settings) {
        boolean on = settings.isEnabled();
        Words words = on ? settings.environment : Words.NONE;
        Address address = on ? settings.server.address(words, settings.names.isForAgent()) : NOWHERE;
        Checks.that(
                !on || address.protocol() != Protocol.UNIX_DATAGRAM || Providers.haveUnixDatagrams(),
                "protocol",
                address.protocol(),
                "sprockets-statsd-unixgram, or with JDK 22 and newer on Linux sprockets-statsd-linux, on the class or"
                        + " module path, and native access that is not denied");
        Checks.that(
                !on || settings.server.tls == null || address.protocol() == Protocol.TLS,
                "protocol",
                address.protocol(),
                "TLS, since tls is set");
        settings.names.check(words);
        settings.flow.check(address, settings.names.dialect);
        settings.times.check();
        Checks.that(
                settings.telemetry == null
                        || (NameSettings.isPrefix(settings.telemetry) && !settings.telemetry.isEmpty()),
                "telemetry",
                settings.telemetry,
                "a prefix");
        return new ConnectorPlan(settings, on, words, address);
    }

    public Dialect dialect() {
        return settings.names.dialect;
    }

    public String prefix() {
        return settings.names.prefix(words);
    }

    public Scope scope() {
        return settings.names.scope(words, syntax());
    }

    /** What records for a sender, and does about a full queue as that says. */
    public Recorder recorder(Sender sender, Ledger ledger, Overflow overflow) {
        return new Recorder(
                sender.queue(), sender.table(), sender.adders(), ledger, overflow.patience(), syntax().signIsChange());
    }

    private Syntax syntax() {
        return settings.names.syntax(words, server.protocol());
    }

    public SenderSettings forSender() {
        FlowSettings flow = settings.flow;
        return new SenderSettings(
                description(),
                flow.longestLine(server, dialect()),
                flow.backlogBytes,
                flow.aggregation.interval(),
                flow.overflow.patience().isZero(),
                flow.fold(syntax()),
                settings.times.link(flow.delivery),
                settings.times.stopTimeout);
    }

    /** The server and what is sent there, for the log and for people. */
    public String description() {
        if (!enabled) {
            return "no server, as it is disabled";
        }
        String what = prefix().isEmpty() ? "no prefix" : "prefix " + prefix();
        return "statsd server " + server + " (" + dialect() + ", " + what + ")";
    }

    /** Each makes the transport of one run. */
    public Supplier<Transport> transports() {
        Protocol protocol = server.protocol();
        int packetBytes = settings.flow.packetBytes(server, dialect());
        Duration resolveEvery = settings.times.resolveEvery;
        Path path = server.socket() == null ? Path.of("") : server.socket();
        return switch (protocol) {
            case TCP -> () -> SelectorTransport.tcp(server.hosts(), server.port());
            case TLS -> () -> SelectorTransport.tls(server.hosts(), server.port(), settings.server.certificates());
            case UDP ->
                () -> SelectorTransport.udp(
                        server.hosts(),
                        server.port(),
                        packetBytes,
                        resolveEvery,
                        syntax().skipsEmptyLines(),
                        UnusableModule::say);
            case UNIX ->
                settings.names.isForAgent()
                        ? () -> SelectorTransport.unixFramed(path)
                        : () -> SelectorTransport.unix(path);
            case UNIX_DATAGRAM -> () -> SelectorTransport.unixDatagram(path, packetBytes);
        };
    }
}
