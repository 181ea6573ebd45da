package io.sprockets.statsd.spring;

import io.sprockets.statsd.Aggregation;
import io.sprockets.statsd.Delivery;
import io.sprockets.statsd.Origin;
import io.sprockets.statsd.Overflow;
import io.sprockets.statsd.Protocol;
import io.sprockets.statsd.StatsdConnector;
import io.sprockets.statsd.Tags;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.util.unit.DataSize;

/** Carries properties over to a connector's builder. */
final class ConnectorBuilder {
    private ConnectorBuilder() {}

    /** Sets all but the prefix, the stop timeout and whether it is enabled. */
    static StatsdConnector.Builder of(
            StatsdProperties properties, StatsdConnectionDetails server, @Nullable SslBundles bundles) {
        StatsdConnector.Builder builder = StatsdConnector.builder();
        setTls(builder, properties, server, bundles);
        setServer(builder, server);
        setLines(builder, properties);
        setDatadog(builder, properties);
        setMemory(builder, properties);
        setTimes(builder, properties);
        setDelivery(builder, properties);
        return builder;
    }

    static StatsdConnector.Builder disabled(StatsdProperties properties) {
        StatsdConnector.Builder builder = StatsdConnector.builder().enabled(false);
        setLines(builder, properties);
        return builder;
    }

    /** Not for a server from another source that is addressed in plain text. The builder refuses contradictions. */
    private static void setTls(
            StatsdConnector.Builder builder,
            StatsdProperties properties,
            StatsdConnectionDetails server,
            @Nullable SslBundles bundles) {
        StatsdProperties.Certificates certificates = properties.tls();
        boolean ours = server instanceof PropertiesConnectionDetails || server.protocol() == Protocol.TLS;
        if (ours && certificates != null && certificates.areSet()) {
            builder.tls(TlsProperties.tls(certificates, bundles));
        }
    }

    private static void setServer(StatsdConnector.Builder builder, StatsdConnectionDetails server) {
        builder.port(server.port()).protocol(server.protocol());
        String host = server.host();
        if (host == null) {
            return;
        }
        switch (server.protocol()) {
            case UNIX -> builder.unixSocket(Path.of(host));
            case UNIX_DATAGRAM -> builder.unixDatagramSocket(Path.of(host));
            case TCP, TLS, UDP -> builder.hosts(host.strip().split("\\s*,\\s*"));
        }
    }

    private static void setLines(StatsdConnector.Builder builder, StatsdProperties properties) {
        set(properties.typePrefixes(), builder::typePrefixes);
        set(properties.dialect(), builder::dialect);
        set(properties.constantTags(), tags -> builder.constantTags(tags(tags)));
        set(properties.strictNames(), builder::strictNames);
        set(properties.telemetry(), builder::telemetry);
    }

    private static void setDatadog(StatsdConnector.Builder builder, StatsdProperties properties) {
        Origin origin = properties.origin() == StatsdProperties.OriginWord.DETECTED ? Origin.detected() : Origin.NONE;
        origin = properties.containerId() == null ? origin : origin.containerId(properties.containerId());
        origin = properties.externalData() == null ? origin : origin.externalData(properties.externalData());
        origin = properties.cardinality() == null ? origin : origin.cardinality(properties.cardinality());
        builder.origin(origin);
    }

    private static void setMemory(StatsdConnector.Builder builder, StatsdProperties properties) {
        set(properties.queueBytes(), size -> builder.queueBytes(bytes(size)));
        set(properties.backlogBytes(), size -> builder.backlogBytes(size.toBytes()));
        set(properties.packetBytes(), builder::packetBytes);
        set(properties.maxSeries(), builder::maxSeries);
        set(properties.foldBytes(), size -> builder.foldBytes(size.toBytes()));
    }

    private static void setTimes(StatsdConnector.Builder builder, StatsdProperties properties) {
        set(properties.reconnectBackoff(), backoff -> builder.reconnectBackoff(backoff.min(), backoff.max()));
        set(properties.connectTimeout(), builder::connectTimeout);
        set(properties.writeTimeout(), builder::writeTimeout);
        set(properties.maxConnectionAge(), builder::maxConnectionAge);
        set(properties.maxConnectionIdle(), builder::maxConnectionIdle);
        set(properties.resolveEvery(), builder::resolveEvery);
    }

    private static void setDelivery(StatsdConnector.Builder builder, StatsdProperties properties) {
        set(properties.overflowBlock(), (Duration patience) -> builder.overflow(Overflow.block(patience)));
        Delivery confirmed =
                properties.confirmEvery() == null ? Delivery.CONFIRMED : Delivery.confirmed(properties.confirmEvery());
        if (properties.delivery() == StatsdProperties.DeliveryWord.CONFIRMED) {
            builder.delivery(confirmed);
        }
        builder.aggregation(aggregation(properties));
    }

    private static Aggregation aggregation(StatsdProperties properties) {
        Aggregation aggregation =
                properties.aggregation() == null ? Aggregation.OFF : Aggregation.every(properties.aggregation());
        if (properties.timerSamples() != null) {
            aggregation = aggregation.timerSamples(properties.timerSamples());
        }
        return properties.fractionalCounters() == null
                ? aggregation
                : aggregation.fractionalCounters(properties.fractionalCounters());
    }

    private static Tags tags(Map<String, String> tags) {
        return Tags.of(tags.entrySet().stream()
                .flatMap(tag -> Stream.of(tag.getKey(), tag.getValue()))
                .toArray(String[]::new));
    }

    /** The builder refuses what does not fit an int, too. */
    private static int bytes(DataSize size) {
        return (int) Math.min(size.toBytes(), Integer.MAX_VALUE);
    }

    private static <T> void set(@Nullable T value, Consumer<T> setter) {
        if (value != null) {
            setter.accept(value);
        }
    }
}
