package io.sprockets.statsd.compare;

import io.micrometer.core.instrument.MeterRegistry;
import io.sprockets.statsd.Counter;
import io.sprockets.statsd.Dialect;
import io.sprockets.statsd.Overflow;
import io.sprockets.statsd.Protocol;
import io.sprockets.statsd.StatsdConnector;
import io.sprockets.statsd.Tags;
import io.sprockets.statsd.micrometer.StatsdConnectorMeterRegistry;
import java.time.Duration;
import java.util.Arrays;

/** The connector of this project. */
final class SprocketsClient {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private SprocketsClient() {}

    /** Counts by path; callers wait for room. */
    static Client waiting(Server server, String[] names) {
        return byPath(start(builder(server).overflow(Overflow.block(PATIENCE))), names);
    }

    /** Counts by path; what finds no room is dropped. */
    static Client dropping(Server server, String[] names) {
        return byPath(start(builder(server)), names);
    }

    /** Counts with bound counters; callers wait for room. */
    static Client bound(Server server, String[] names) {
        return bound(start(builder(server).overflow(Overflow.block(PATIENCE))), names);
    }

    /** Counts with bound counters, which are added up before they are sent. */
    static Client aggregated(Server server, String[] names, Duration interval) {
        return bound(
                start(builder(server)
                        .aggregation(interval)
                        .maxSeries(2 * names.length)
                        .overflow(Overflow.block(PATIENCE))),
                names);
    }

    /** Counts by path what is added up before it is sent. */
    static Client aggregatedByPath(Server server, String[] names, Duration interval) {
        return byPath(
                start(builder(server)
                        .aggregation(interval)
                        .maxSeries(2 * names.length)
                        .overflow(Overflow.block(PATIENCE))),
                names);
    }

    /** Counts in a view that is made for each call, with that call's tags. */
    static Client tagged(Server server, String[] names) {
        StatsdConnector statsd = start(builder(server).overflow(Overflow.block(PATIENCE)));
        return name -> {
            statsd.tagged(Tags.of("region", names[name], "status", "200")).incr("hits");
            return 1;
        };
    }

    /** Counts by path for the Datadog agent on this machine, with datagrams as large as they are by default. */
    static Client local(Server server, String[] names) {
        return byPath(
                start(StatsdConnector.builder()
                        .prefix(Names.PREFIX)
                        .typePrefixes(false)
                        .dialect(Dialect.DOGSTATSD)
                        .protocol(Protocol.UDP)
                        .host(Server.HOST)
                        .port(server.port())
                        .overflow(Overflow.block(PATIENCE))),
                names);
    }

    /** Micrometer's meters on the connector, with names as they come and tags as Micrometer's own registry has them. */
    static MeterRegistry registry(Server server) {
        return StatsdConnectorMeterRegistry.builder(
                        start(builder(server).dialect(Dialect.DOGSTATSD).overflow(Overflow.block(PATIENCE))))
                .prefix("")
                .build();
    }

    private static StatsdConnector.Builder builder(Server server) {
        StatsdConnector.Builder builder =
                StatsdConnector.builder().prefix(Names.PREFIX).typePrefixes(false);
        return switch (server.route()) {
            case TCP -> builder.host(Server.HOST).port(server.port());
            case UNIX -> builder.unixSocket(server.socket());
            case UDP, LARGE_UDP ->
                builder.host(Server.HOST)
                        .port(server.port())
                        .protocol(Protocol.UDP)
                        .packetBytes(server.route().packetBytes);
        };
    }

    private static StatsdConnector start(StatsdConnector.Builder builder) {
        StatsdConnector statsd = builder.build();
        statsd.start();
        return statsd;
    }

    private static Client byPath(StatsdConnector statsd, String[] names) {
        return name -> {
            statsd.incr(names[name]);
            return 1;
        };
    }

    private static Client bound(StatsdConnector statsd, String[] names) {
        Counter[] counters = Arrays.stream(names).map(statsd::counter).toArray(Counter[]::new);
        return name -> {
            counters[name].incr();
            return 1;
        };
    }
}
