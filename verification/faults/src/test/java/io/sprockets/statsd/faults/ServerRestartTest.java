package io.sprockets.statsd.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.sprockets.statsd.Delivery;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The reference server is restarted again and again, in the middle of a steady load. */
@ExtendWith(Table.class)
@Tag("interop")
class ServerRestartTest {
    private static final int RESTARTS = 20;
    private static final int MOST_DUPLICATES = RESTARTS * 2_000;
    private static final double MOST_CONNECTS = 10; // a second, with one for each restart to see that it listens
    private static final int LINES_BETWEEN = Restarts.LINES_PER_SECOND / 2;

    @TempDir
    Path folder;

    private ReferenceServer server;

    @BeforeEach
    void makeServer() throws Exception {
        server = new ReferenceServer(folder);
    }

    @AfterEach
    void stopServer() {
        server.close();
    }

    @Test
    void confirmedDeliveryLosesNothingInTwentyRestartsOfStatsd(Scenario scenario) throws Exception {
        Arrivals arrivals = restart(Delivery.CONFIRMED, scenario);
        scenario.note("%d lines came behind younger ones".formatted(arrivals.late()));
        assertThat(arrivals.missing()).isZero();
        assertThat(arrivals.duplicates()).isLessThan(MOST_DUPLICATES);
    }

    @Test
    void theDefaultLosesOnlyLinesInFlightInTwentyRestartsOfStatsd(Scenario scenario) throws Exception {
        Arrivals arrivals = restart(Delivery.AT_MOST_ONCE, scenario);
        scenario.note("%d lines lost in flight".formatted(arrivals.missing()));
        assertThat(arrivals.late()).isZero();
        assertThat(arrivals.duplicates()).isZero();
        assertThat(arrivals.missing())
                .isLessThan(RESTARTS * Restarts.LINES_PER_SECOND / 10L); // a tenth of a second each
    }

    private Arrivals restart(Delivery delivery, Scenario scenario) throws Exception {
        Restarts restarts = new Restarts(server, server.port(), delivery);
        Arrivals arrivals = restarts.run(RESTARTS, LINES_BETWEEN, restart -> 0, scenario);
        scenario.note("%.1f connects a second".formatted(restarts.connectsPerSecond()));
        assertThat(restarts.connectsPerSecond()).isLessThanOrEqualTo(MOST_CONNECTS);
        return arrivals;
    }
}
