package io.sprockets.statsd.compare;

import com.timgroup.statsd.NonBlockingStatsDClientBuilder;
import com.timgroup.statsd.StatsDClient;
import java.time.Duration;

/** java-dogstatsd-client, without the metrics about itself and without fields of its origin, which cost it time. */
final class DatadogClient {
    private DatadogClient() {}

    static Client create(Server server, String[] names, boolean blocking) {
        return client(builder(server).blocking(blocking).enableAggregation(false), names);
    }

    static Client aggregated(Server server, String[] names, Duration interval) {
        return client(
                builder(server).enableAggregation(true).aggregationFlushInterval((int) interval.toMillis()), names);
    }

    private static NonBlockingStatsDClientBuilder builder(Server server) {
        NonBlockingStatsDClientBuilder builder = new NonBlockingStatsDClientBuilder()
                .prefix(Names.PREFIX)
                .enableTelemetry(false)
                .originDetectionEnabled(false)
                .maxPacketSizeBytes(server.route().packetBytes);
        return server.route() == Route.UNIX
                ? builder.address("unixstream://" + server.socket())
                : builder.hostname(Server.HOST).port(server.port());
    }

    private static Client client(NonBlockingStatsDClientBuilder builder, String[] names) {
        StatsDClient statsd = builder.build();
        return name -> {
            statsd.increment(names[name]);
            return 1;
        };
    }
}
