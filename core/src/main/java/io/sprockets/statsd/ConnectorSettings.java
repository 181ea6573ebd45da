package io.sprockets.statsd;

import io.sprockets.statsd.settings.Checks;
import io.sprockets.statsd.settings.Words;
import io.sprockets.statsd.transport.UnixDatagramProvider;
import org.jspecify.annotations.Nullable;

/** All that a builder was told. What it was not told may stand in the environment. */
final class ConnectorSettings {
    private static final String ENABLED = "STATSD_ENABLED";

    final ServerSettings server = new ServerSettings();
    final NameSettings names = new NameSettings();
    final FlowSettings flow = new FlowSettings();
    final TimeSettings times = new TimeSettings();
    Words environment = Words.NONE;

    @Nullable
    Boolean enabled; // null if the environment may say it

    ConnectorListener listener = ConnectorListener.NONE;

    @Nullable
    String telemetry;

    /**
     * What to make of it. Nothing of the environment is read if that disables the connector.
     *
     * @throws IllegalArgumentException naming the setting or variable and its value
     */
    ConnectorPlan plan() {
        boolean on = isEnabled();
        Words words = on ? environment : Words.NONE;
        ServerAddress address = on ? server.address(words, names.isForAgent()) : ServerAddress.none(server.protocol);
        Checks.that(
                !on || address.protocol() != Protocol.UNIX_DATAGRAM || UnixDatagramProvider.isThere(),
                "protocol",
                address.protocol(),
                "the module sprockets-statsd-unixgram beside this one, on a system that it supports");
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
