package io.sprockets.statsd.compare;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.statsd.StatsdConfig;
import io.micrometer.statsd.StatsdMeterRegistry;
import io.micrometer.statsd.StatsdProtocol;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Meters of Micrometer, registered once, as its users do; and the registry of micrometer-registry-statsd. */
final class MicrometerClient {
    private static final Duration FLUSH = Duration.ofMillis(100); // by default a packet may wait 10 s until it is full
    private static final int STREAM_PACKET = 1432; // as over UDP

    private static final long DURATION = 1_234_567; // nanoseconds

    private MicrometerClient() {}

    static MeterRegistry registry(Server server) {
        return new StatsdMeterRegistry(config(server), Clock.SYSTEM);
    }

    static Client counters(MeterRegistry registry, String[] names) {
        Counter[] counters = Arrays.stream(names)
                .map(name -> registry.counter(Names.PREFIX + "." + name))
                .toArray(Counter[]::new);
        return name -> {
            counters[name].increment();
            return 1;
        };
    }

    static Client timers(MeterRegistry registry, String[] names) {
        Timer[] timers = Arrays.stream(names)
                .map(name -> registry.timer(Names.PREFIX + "." + name))
                .toArray(Timer[]::new);
        return name -> {
            timers[name].record(DURATION + name, TimeUnit.NANOSECONDS);
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
