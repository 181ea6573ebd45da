package io.sprockets.statsd.compare;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Counter;
import io.micrometer.statsd.StatsdConfig;
import io.micrometer.statsd.StatsdMeterRegistry;
import io.micrometer.statsd.StatsdProtocol;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** micrometer-registry-statsd, with counters registered once, as its users do. */
final class MicrometerClient {
    private static final Duration FLUSH = Duration.ofMillis(100); // by default a packet may wait 10 s until it is full
    private static final int STREAM_PACKET = 1432; // as over UDP

    private MicrometerClient() {}

    static Client create(Server server, String[] names) {
        StatsdMeterRegistry registry = new StatsdMeterRegistry(config(server), Clock.SYSTEM);
        Counter[] counters = Arrays.stream(names)
                .map(name -> registry.counter(Names.PREFIX + "." + name))
                .toArray(Counter[]::new);
        return name -> {
            counters[name].increment();
            return 1;
        };
    }

    private static StatsdConfig config(Server server) {
        return new StatsdConfig() {
            @Override
            public @Nullable String get(String key) {
                return null;
            }

            @Override
            public String host() {
                return Server.HOST;
            }

            @Override
            public int port() {
                return server.port();
            }

            @Override
            public StatsdProtocol protocol() {
                return server.route() == Route.TCP ? StatsdProtocol.TCP : StatsdProtocol.UDP;
            }

            @Override
            public int maxPacketLength() {
                return server.route() == Route.TCP ? STREAM_PACKET : server.route().packetBytes;
            }

            @Override
            public Duration pollingFrequency() {
                return FLUSH;
            }
        };
    }
}
