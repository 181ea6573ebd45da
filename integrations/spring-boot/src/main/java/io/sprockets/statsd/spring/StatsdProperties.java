package io.sprockets.statsd.spring;

import io.sprockets.statsd.Dialect;
import io.sprockets.statsd.ServerAddress;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.StringUtils;
import org.springframework.util.unit.DataSize;

/**
 * The connector's settings in an application's configuration. A null leaves the connector's default.
 *
 * @param enabled Whether metrics are sent: an integer other than 0, or on, t, true, yes; anything else disables. True
 *     if not set, and there is a host.
 * @param host Name or address of the server, or the path of its socket if the protocol is unix or unix-datagram.
 *     Without it no metrics are sent.
 * @param port Port of the server, 1 to 65535. 8125 if not set.
 * @param protocol How lines reach the server. TCP if not set.
 * @param unixSocket Path of the server's Unix stream socket. Also sets the protocol.
 * @param unixDatagramSocket Path of the server's Unix datagram socket. Also sets the protocol, and needs
 *     sprockets-statsd-unixgram.
 * @param tls Whom to trust over TLS. Also sets the protocol.
 * @param prefix Beginning of every name. If not set, applications.(spring.application.name).(environment).
 * @param environment Last part of the default prefix. The variable ENVIRONMENT or the only active profile if not set.
 * @param typePrefixes Whether counters, gauges, timers and so on follow the prefix. True if not set.
 * @param dialect What the server understands. STATSD if not set.
 * @param constantTags Tags of every metric.
 * @param strictNames Whether views and bound instruments refuse names and tags that would have to be cleaned. False if
 *     not set.
 * @param origin What is sent of the container that this process runs in, for the dialect DOGSTATSD: detected reads it
 *     from the cgroup files, DD_EXTERNAL_ENV and DD_CARDINALITY; the three properties that follow override it. None if
 *     not set.
 * @param containerId Container that this process runs in, as ci-(id) or in-(inode), for the dialect DOGSTATSD.
 * @param externalData What an admission controller wrote about this process, for the dialect DOGSTATSD.
 * @param cardinality How many tags the agent adds: none, low, orchestrator or high, for the dialect DOGSTATSD.
 * @param queueBytes Memory between the callers and the sender, 1KB to 256MB. 1MB if not set.
 * @param backlogBytes Memory for lines that wait for the server or its confirmation. 8MB if not set.
 * @param packetBytes The most bytes in one UDP datagram, 64 to 65507. 1432 if not set.
 * @param reconnectBackoff Delay between attempts to connect.
 * @param connectTimeout How long one attempt to connect may take. 10s if not set.
 * @param writeTimeout If the server accepts no bytes for this long, the connection is closed and reopened. 30s if not
 *     set.
 * @param stopTimeout How long a stop may take; at most nine tenths of spring.lifecycle.timeout-per-shutdown-phase. 5s
 *     if not set.
 * @param maxConnectionAge A connection of this age is replaced by a new one. Never if not set.
 * @param maxConnectionIdle A connection that sent nothing for this long is replaced before the next write. 2m if not
 *     set.
 * @param resolveEvery How often the host's name is looked up again over UDP. 60s if not set.
 * @param overflowBlock How long a caller waits if the queue is full. If not set, metrics are dropped at once and
 *     counted.
 * @param delivery What happens to lines that a server may not have read. AT_MOST_ONCE if not set.
 * @param confirmEvery How often confirmed delivery asks the server whether it has read everything. 1s if not set.
 * @param aggregation How long metrics of one series are merged before they are sent. Off if not set.
 * @param fractionalCounters Whether a merged counter is sent with its fraction. False if not set.
 * @param maxSeries The most series that are merged at a time. 10000 if not set.
 * @param foldBytes Memory for merged metrics. 8MB if not set.
 * @param timerSamples How many values of one timer are kept while it is merged. 100 if not set.
 * @param telemetry Prefix under which the connector reports its own ledger every 10 s. Off if not set.
 */
@ConfigurationProperties("statsd")
record StatsdProperties(
        @Nullable String enabled,
        @Nullable String host,
        @Nullable String port,
        @Nullable String protocol,
        @Nullable String unixSocket,
        @Nullable String unixDatagramSocket,
        @Nullable Certificates tls,
        @Nullable String prefix,
        @Nullable String environment,
        @Nullable Boolean typePrefixes,
        @Nullable Dialect dialect,
        @Nullable Map<String, String> constantTags,
        @Nullable Boolean strictNames,
        @Nullable OriginWord origin,
        @Nullable String containerId,
        @Nullable String externalData,
        @Nullable String cardinality,
        @Nullable DataSize queueBytes,
        @Nullable DataSize backlogBytes,
        @Nullable Integer packetBytes,
        @Nullable Backoff reconnectBackoff,
        @Nullable Duration connectTimeout,
        @Nullable Duration writeTimeout,
        @Nullable Duration stopTimeout,
        @Nullable Duration maxConnectionAge,
        @Nullable Duration maxConnectionIdle,
        @Nullable Duration resolveEvery,
        @Nullable Duration overflowBlock,
        @Nullable DeliveryWord delivery,
        @Nullable Duration confirmEvery,
        @Nullable Duration aggregation,
        @Nullable Boolean fractionalCounters,
        @Nullable Integer maxSeries,
        @Nullable DataSize foldBytes,
        @Nullable Integer timerSamples,
        @Nullable String telemetry) {

    boolean isEnabled() {
        return enabled == null || enabled.isBlank() || ServerAddress.isTrue(enabled);
    }

    static @Nullable String textOrNull(@Nullable String value) {
        return StringUtils.hasText(value) ? value.strip() : null;
    }

    /**
     * Delay between attempts to connect; it doubles from the shortest to the longest.
     *
     * @param min Shortest delay between attempts to connect.
     * @param max Longest delay between attempts to connect.
     */
    record Backoff(
            @DefaultValue("1s") Duration min,
            @DefaultValue("30s") Duration max) {}

    /**
     * Whom to trust over TLS, and how to identify oneself.
     *
     * @param trusted PEM file of the authorities that are trusted, read again for each connection. Those of the JVM if
     *     not set.
     * @param certificate PEM file of the certificate that the server is shown, read again for each connection.
     * @param key PEM file of the certificate's key, not encrypted.
     * @param bundle SSL bundle to use instead of files, as it is when the application starts.
     */
    record Certificates(
            @Nullable String trusted,
            @Nullable String certificate,
            @Nullable String key,
            @Nullable String bundle) {
        Certificates {
            trusted = textOrNull(trusted);
            certificate = textOrNull(certificate);
            key = textOrNull(key);
            bundle = textOrNull(bundle);
        }

        /** Variables that are there and blank set nothing. */
        boolean areSet() {
            return trusted != null || certificate != null || key != null || bundle != null;
        }
    }

    /** What is sent of the container that this process runs in. */
    enum OriginWord {
        /** Nothing. */
        NONE,
        /** What the process can find out. */
        DETECTED
    }

    /** What happens to lines that a server may not have read. */
    enum DeliveryWord {
        /** Each line is sent once. */
        AT_MOST_ONCE,
        /** Lines are kept until the server has confirmed that it read them. */
        CONFIRMED
    }
}
