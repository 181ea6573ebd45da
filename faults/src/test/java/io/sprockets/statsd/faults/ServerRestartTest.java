package io.sprockets.statsd.faults;

import static io.sprockets.statsd.faults.Faulty.awaitThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.sprockets.statsd.ConnectorListener;
import io.sprockets.statsd.Delivery;
import io.sprockets.statsd.StatsdConnector;
import io.sprockets.statsd.StopReport;
import java.net.ConnectException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The reference server is restarted again and again, in the middle of a steady load. */
@ExtendWith(Table.class)
@Tag("interop")
class ServerRestartTest {
    private static final int RESTARTS = 20;
    private static final int LINES_PER_SECOND = 20_000;
    private static final Duration CONFIRM_EVERY = Duration.ofMillis(500);
    private static final long LINES_PER_ROTATION = LINES_PER_SECOND * CONFIRM_EVERY.toMillis() / 1_000;
    private static final long LINES_PER_RUN = LINES_PER_SECOND / 2;

    @TempDir
    Path folder;

    private final AtomicInteger resets = new AtomicInteger();

    @Test
    void confirmedDeliveryLosesNothingInTwentyRestartsOfStatsd(Scenario scenario) throws Exception {
        Arrivals arrivals = restart(Delivery.confirmed(CONFIRM_EVERY), scenario);
        scenario.note("a rotation has %d lines".formatted(LINES_PER_ROTATION));
        scenario.note("%d lines came behind younger ones".formatted(arrivals.late()));
        assertThat(arrivals.missing()).isZero();
        assertThat(arrivals.duplicates()).isLessThanOrEqualTo(resets.get() * LINES_PER_ROTATION);
    }

    @Test
    void theDefaultLosesOnlyLinesInFlightInTwentyRestartsOfStatsd(Scenario scenario) throws Exception {
        Arrivals arrivals = restart(Delivery.AT_MOST_ONCE, scenario);
        scenario.note("%d lines lost in flight".formatted(arrivals.missing()));
        assertThat(arrivals.late()).isZero();
        assertThat(arrivals.duplicates()).isZero();
        assertThat(arrivals.missing()).isLessThan(RESTARTS * LINES_PER_SECOND / 10L); // a tenth of a second each
    }

    private Arrivals restart(Delivery delivery, Scenario scenario) throws Exception {
        try (ReferenceServer server = new ReferenceServer(folder)) {
            server.start();
            StatsdConnector statsd = connector(server, delivery);
            statsd.start();
            Load load = Load.start(statsd, 2, LINES_PER_SECOND);
            for (int i = 0; i < RESTARTS; i++) {
                long goal = load.recorded() + LINES_PER_RUN;
                awaitThat("a load").until(() -> arrived(statsd, delivery) > goal);
                long phase = load.recorded() + i * LINES_PER_ROTATION / RESTARTS;
                awaitThat("some part of a rotation").until(() -> load.recorded() >= phase);
                server.sigterm();
                server.start();
            }
            load.close();
            StopReport report = statsd.stop().join();
            server.sigterm();

            Arrivals arrivals = new Arrivals(server.lines(), load.counts());
            scenario.assertClosed(statsd, load.recorded());
            scenario.delivered(arrivals.delivered()).duplicates(arrivals.duplicates());
            scenario.note("%d restarts ended in a reset".formatted(resets.get()));
            assertThat(report.confirmed()).isTrue();
            assertThat(server.badLines()).isZero();
            assertThat(arrivals.unknown()).isEmpty();
            assertThat(statsd.stats().dropped()).isZero();
            return arrivals;
        }
    }

    private static long arrived(StatsdConnector statsd, Delivery delivery) {
        return !delivery.equals(Delivery.AT_MOST_ONCE)
                ? statsd.stats().confirmed()
                : statsd.stats().sent();
    }

    private StatsdConnector connector(ReferenceServer server, Delivery delivery) {
        ConnectorListener listener = new ConnectorListener() {
            @Override
            public void disconnected(String name, Exception reason) {
                if (!(reason instanceof ConnectException)) { // that would be an orderly end
                    resets.incrementAndGet();
                }
            }
        };
        return StatsdConnector.builder()
                .host("127.0.0.1")
                .port(server.port())
                .delivery(delivery)
                .reconnectBackoff(Duration.ofMillis(50), Duration.ofMillis(200))
                .stopTimeout(Faulty.PATIENCE)
                .listener(listener)
                .build();
    }
}
