package io.sprockets.statsd.micrometer;

import io.micrometer.core.instrument.MockClock;
import io.micrometer.statsd.StatsdConfig;
import io.micrometer.statsd.StatsdFlavor;
import io.micrometer.statsd.StatsdMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Micrometer's own registry, whose lines go into a list. Nothing is read before it is closed. */
final class Theirs {
    final MockClock clock = new MockClock();
    final StatsdMeterRegistry registry;
    private final List<String> lines = new CopyOnWriteArrayList<>();

    Theirs(StatsdFlavor flavor) {
        this(flavor, true);
    }

    Theirs(StatsdFlavor flavor, boolean unchanged) {
        StatsdConfig config = new StatsdConfig() {
            @Override
            public @Nullable String get(String key) {
                return null;
            }

            @Override
            public StatsdFlavor flavor() {
                return flavor;
            }

            @Override
            public boolean publishUnchangedMeters() {
                return unchanged;
            }

            @Override
            public Duration pollingFrequency() {
                return Ours.NEVER;
            }
        };
        registry = StatsdMeterRegistry.builder(config)
                .clock(clock)
                .lineSink(lines::add)
                .build();
    }

    List<String> lines() {
        registry.close();
        return lines;
    }
}
