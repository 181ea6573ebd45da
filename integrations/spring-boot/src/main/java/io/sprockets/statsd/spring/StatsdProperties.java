package io.sprockets.statsd.spring;

import io.sprockets.statsd.Dialect;
import io.sprockets.statsd.Protocol;
import io.sprockets.statsd.ServerAddress;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The settings of the connector, as an application's configuration has them. What is null is left at the connector's
 * own default.
 *
 * @param enabled Whether metrics are sent: an integer other than 0, or on, t, true, yes; anything else disables. True
 *     if not set, and there is a host.
 * @param host Name or address of the server, or the path of its socket if the protocol is unix or unix-datagram.
 *     Without it no metrics are sent.
 * @param port Port of the server, 1 to 65535. 8125 if not set.
 * @param protocol How lines reach the server. TCP if not set.
 * @param unixSocket Path of the server's Unix stream socket. It sets the protocol too.
 * @param unixDatagramSocket Path of the server's Unix datagram socket. It sets the protocol too, and needs
 *     sprockets-statsd-unixgram.
 * @param prefix What every name begins with. If not set, applications.(spring.application.name).(environment).
 * @param environment Last part of a prefix that is not set itself. The variable ENVIRONMENT or the one active profile
 *     if not set.
 * @param typePrefixes Whether counters, gauges, timers and so on follow the prefix. True if not set.
 * @param dialect What the server understands. STATSD if not set.
 * @param constantTags Tags of every metric.
 * @param strictNames Whether names and tags that cannot be sent as they are, are refused where they are given once.
 *     False if not set.
 * @param containerId Container this runs in, as ci-(id) or in-(inode), for the dialect DOGSTATSD.
 * @param externalData What an admission controller wrote about this process, for the dialect DOGSTATSD.
 * @param cardinality How many tags the agent adds: none, low, orchestrator or high, for the dialect DOGSTATSD.
 * @param queueBytes Memory for lines between the callers and the sender, 1KB to 256MB. 1MB if not set.
 * @param backlogBytes Memory for lines that wait for the server or its confirmation. 8MB if not set.
 * @param packetBytes The most bytes in one UDP datagram, 64 to 65507. 1432 if not set.
 * @param reconnectBackoff Delay between attempts to connect.
 * @param connectTimeout How long one attempt to connect may take. 10s if not set.
 * @param writeTimeout After so long without a byte taken the connection is made anew. 30s if not set.
 * @param stopTimeout How long the stop may take; never longer than nine tenths of
 *     spring.lifecycle.timeout-per-shutdown-phase. 5s if not set.
 * @param maxConnectionAge After so long a connection is replaced by a new one. Never if not set.
 * @param maxConnectionIdle After so long without a byte sent a connection is replaced before it is written to. 2m if
 *     not set.
 * @param resolveEvery How often the host's name is looked up again over UDP. 60s if not set.
 * @param overflowBlock How long a caller waits if the queue is full. Metrics are then dropped at once and counted if
 *     not set.
 * @param delivery What is done about lines that a server may not have read. AT_MOST_ONCE if not set.
 * @param confirmEvery How often confirmed delivery asks whether the server has read it all. 1s if not set.
 * @param aggregation How long metrics of one series are merged before they are sent. Not at all if not set.
 * @param fractionalCounters Whether a counter that was merged is sent with its fraction. False if not set.
 * @param maxSeries The most series that are merged at a time. 10000 if not set.
 * @param foldBytes Memory for all that is merged. 8MB if not set.
 * @param timerSamples The most values of one timer that are kept while it is merged. 100 if not set.
 * @param telemetry Prefix under which the connector reports its own ledger every 10 s. Not at all if not set.
 */
@ConfigurationProperties("statsd")
record StatsdProperties(
        @Nullable String enabled,
        @Nullable String host,
        @Nullable Integer port,
        @Nullable Protocol protocol,
        @Nullable String unixSocket,
        @Nullable String unixDatagramSocket,
        @Nullable String prefix,
        @Nullable String environment,
        @Nullable Boolean typePrefixes,
        @Nullable Dialect dialect,
        @Nullable Map<String, String> constantTags,
        @Nullable Boolean strictNames,
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

    /**
     * Delay between attempts to connect; it doubles from the shortest to the longest.
     *
     * @param min Shortest delay between attempts to connect.
     * @param max Longest delay between attempts to connect.
     */
    record Backoff(
            @DefaultValue("1s") Duration min,
            @DefaultValue("30s") Duration max) {}

    /** What is done about lines that a server may not have read. */
    enum DeliveryWord {
        /** Nothing: a line is sent once. */
        AT_MOST_ONCE,
        /** Lines are kept until the server has confirmed that it read them. */
        CONFIRMED
    }
}
