package io.sprockets.statsd.settings;

import io.sprockets.statsd.ConnectorListener;
import io.sprockets.statsd.Protocol;
import io.sprockets.statsd.ServerAddress;
import io.sprockets.statsd.transport.UnixDatagramProvider;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All settings of a builder. Unset ones may come from the environment. */
public final class ConnectorSettings {
    private static final String ENABLED = "STATSD_ENABLED";

    /** The address of a connector that is disabled, and so needs none. */
    private static final ServerAddress NOWHERE =
            ServerAddress.of(Protocol.TCP, List.of("localhost"), ServerAddress.DEFAULT_PORT);

    public final ServerSettings server = new ServerSettings();
    public final NameSettings names = new NameSettings();
    public final FlowSettings flow = new FlowSettings();
    public final TimeSettings times = new TimeSettings();
    public Words environment = Words.NONE;

    public @Nullable Boolean enabled; // null if the environment may say it

    public ConnectorListener listener = ConnectorListener.NONE;
    public boolean lastValues;
    public @Nullable String telemetry;

    /**
     * What to make of it. Nothing of the environment is read if that disables the connector.
     *
     * @throws IllegalArgumentException naming the setting or variable and its value
     */
    public ConnectorPlan plan() {
        boolean on = isEnabled();
        Words words = on ? environment : Words.NONE;
        ServerAddress address = on ? server.address(words, names.isForAgent()) : NOWHERE;
        Checks.that(
                !on || address.protocol() != Protocol.UNIX_DATAGRAM || UnixDatagramProvider.isThere(),
                "protocol",
                address.protocol(),
                "the module sprockets-statsd-unixgram beside this one, on a system that it supports");
        Checks.that(
                !on || server.tls == null || address.protocol() == Protocol.TLS,
                "protocol",
                address.protocol(),
                "TLS, since tls was set and nothing is sent in clear then");
        names.check(words);
        flow.check(address, names.dialect);
        times.check();
        Checks.that(
                telemetry == null || (NameSettings.isPrefix(telemetry) && !telemetry.isEmpty()),
                "telemetry",
                telemetry,
                "a prefix");
        return new ConnectorPlan(this, on, words, address);
    }

    private boolean isEnabled() {
        if (enabled != null) {
            return enabled;
        }
        String word = environment.get(ENABLED);
        return word == null || Words.isTrue(word);
    }
}
