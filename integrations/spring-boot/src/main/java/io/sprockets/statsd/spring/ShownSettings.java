package io.sprockets.statsd.spring;

import io.sprockets.statsd.StatsdConnector;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The settings that may be shown: those of the connector, without anything that could be a secret or identifies the
 * container. Immutable; any thread may use it.
 */
final class ShownSettings {
    private final Map<String, String> byName = new LinkedHashMap<>();

    ShownSettings(StatsdConnector connector, StatsdProperties properties, StatsdConnectionDetails server) {
        put("host", server.host());
        put("port", server.port());
        put("protocol", server.protocol());
        put("prefix", connector.prefix());
        put("dialect", connector.dialect());
        put("enabled", properties.enabled());
        put("typePrefixes", properties.typePrefixes());
        put("strictNames", properties.strictNames());
        put("constantTags", properties.constantTags());
        put("delivery", properties.delivery());
        put("confirmEvery", properties.confirmEvery());
        put("aggregation", properties.aggregation());
        put("overflowBlock", properties.overflowBlock());
        put("queueBytes", properties.queueBytes());
        put("backlogBytes", properties.backlogBytes());
        put("packetBytes", properties.packetBytes());
        put("maxSeries", properties.maxSeries());
        put("connectTimeout", properties.connectTimeout());
        put("writeTimeout", properties.writeTimeout());
        put("stopTimeout", properties.stopTimeout());
        put("telemetry", properties.telemetry());
    }

    /** What is not set is left at the connector's own default, and not here. */
    private void put(String name, @Nullable Object value) {
        if (value != null) {
            byName.put(name, value.toString());
        }
    }

    Map<String, String> byName() {
        return Collections.unmodifiableMap(byName);
    }
}
