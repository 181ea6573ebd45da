package io.sprockets.statsd.settings;

import io.sprockets.statsd.Aggregation;
import io.sprockets.statsd.Delivery;
import io.sprockets.statsd.Dialect;
import io.sprockets.statsd.Overflow;
import io.sprockets.statsd.Protocol;
import io.sprockets.statsd.fold.FoldSettings;
import io.sprockets.statsd.line.Syntax;
import org.jspecify.annotations.Nullable;

/**
 * The builder's settings for the way to the server: how much waits, what is merged, what is kept, how much is sent at
 * once.
 */
public final class FlowSettings {
    /** Some servers close a stream that brings a longer line. */
    private static final int LONGEST_STREAM_LINE = 4096;

    private static final int ETHERNET_PACKET = 1432; // less the headers of IP and UDP
    private static final int LARGE_PACKET = 8192; // which the Datadog agent reads at a time
    private static final int LARGEST_DATAGRAM = 65_507;
    private static final int SMALLEST_PACKET = 64;
    private static final int SMALLEST_QUEUE = 1024;
    private static final int LARGEST_QUEUE = 1 << 28;

    public int queueBytes = 1 << 20;
    public long backlogBytes = 1 << 23;

    public @Nullable Integer packetBytes; // null if it is as the protocol has it

    public Overflow overflow = Overflow.DROP_NEWEST;
    public Delivery delivery = Delivery.AT_MOST_ONCE;
    public Aggregation aggregation = Aggregation.OFF;
    public int maxSeries = 10_000;
    public long foldBytes = 1 << 23;

    /** @throws IllegalArgumentException naming the setting and its value */
    void check(Address server, Dialect dialect) {
        Protocol protocol = server.protocol();
        Checks.that(
                queueBytes >= SMALLEST_QUEUE && queueBytes <= LARGEST_QUEUE,
                "queueBytes",
                queueBytes,
                "1 KiB to 256 MiB");
        Checks.that(backlogBytes > 0, "backlogBytes", backlogBytes, "more than 0");
        int packet = packetBytes(server, dialect);
        Checks.that(
                packet >= SMALLEST_PACKET && packet <= LARGEST_DATAGRAM,
                "packetBytes",
                packet,
                SMALLEST_PACKET + " to " + LARGEST_DATAGRAM);
        Checks.that(maxSeries > 0, "maxSeries", maxSeries, "more than 0");
        Checks.that(foldBytes > 0, "foldBytes", foldBytes, "more than 0");
        Checks.that(
                delivery.confirmEvery() == null || protocol.isStream(),
                "delivery",
                delivery,
                "AT_MOST_ONCE over datagrams");
    }

    /** The most bytes in one datagram. */
    int packetBytes(Address server, Dialect dialect) {
        if (packetBytes != null) {
            return packetBytes;
        }
        boolean large =
                server.protocol() == Protocol.UNIX_DATAGRAM || (isLoopback(server) && readsLargePackets(dialect));
        return large ? LARGE_PACKET : ETHERNET_PACKET;
    }

    private static boolean isLoopback(Address server) {
        return server.hosts().stream().allMatch(HostName::isLoopback);
    }

    /**
     * Whether all servers that speak it read datagrams of 8 KiB, where no network cuts them: collectd reads half of
     * that.
     */
    private static boolean readsLargePackets(Dialect dialect) {
        return dialect == Dialect.DOGSTATSD || dialect == Dialect.INFLUXDB;
    }

    /** The most bytes in one line. The agent reads frames from a stream. */
    int longestLine(Address server, Dialect dialect) {
        Protocol protocol = server.protocol();
        if (!protocol.isStream()) {
            return packetBytes(server, dialect);
        }
        boolean framed = protocol == Protocol.UNIX && dialect == Dialect.DOGSTATSD;
        int usual = framed ? LARGE_PACKET : LONGEST_STREAM_LINE;
        return packetBytes == null ? usual : framed ? Math.min(packetBytes, LARGE_PACKET) : packetBytes;
    }

    FoldSettings fold(Syntax syntax) {
        boolean holdsFractions = aggregation.interval() != null && !aggregation.fractionalCounters();
        return new FoldSettings(syntax, maxSeries, foldBytes, aggregation.timerSamples(), holdsFractions);
    }
}
