package io.sprockets.statsd.settings;

import io.sprockets.statsd.ConnectorListener;
import org.jspecify.annotations.Nullable;

/** All settings of a builder. Unset ones may come from the environment. */
public final class ConnectorSettings {
    private static final String ENABLED = "STATSD_ENABLED";

    public final ServerSettings server = new ServerSettings();
    public final NameSettings names = new NameSettings();
    public final FlowSettings flow = new FlowSettings();
    public final TimeSettings times = new TimeSettings();
    public Words environment = Words.NONE;

    public @Nullable Boolean enabled; // null if the environment may say it

    public ConnectorListener listener = ConnectorListener.NONE;
    public boolean lastValues;
    public @Nullable String telemetry;

    /** Whether anything is to be sent, which the environment may say. */
    boolean isEnabled() {
        if (enabled != null) {
            return enabled;
        }
        String word = environment.get(ENABLED);
        return word == null || Words.isTrue(word);
    }
}
