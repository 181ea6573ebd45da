package io.sprockets.statsd.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.sprockets.statsd.Delivery;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The reference server runs behind haproxy, as its only server, and is restarted in the middle of a steady load. */
@ExtendWith(Table.class)
@Tag("interop")
class HaproxyTest {
    private static final int RESTARTS = 10;
    private static final int LONG_RESTARTS = 3;
    private static final Duration LONGER_THAN_IT_TRIES = Duration.ofSeconds(5); // each second, three times

    @TempDir
    Path folder;

    @BeforeEach
    void assumeInstalled() {
        Proxy.assumeHaproxyIsInstalled();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void confirmedDeliveryLosesNothingBehindHaproxy(boolean checks, Scenario scenario) throws Exception {
        restart(checks, RESTARTS, Duration.ZERO, scenario);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void confirmedDeliveryLosesNothingWhileHaproxyGivesUp(boolean checks, Scenario scenario) throws Exception {
        restart(checks, LONG_RESTARTS, LONGER_THAN_IT_TRIES, scenario);
    }

    private void restart(boolean checks, int restarts, Duration down, Scenario scenario) throws Exception {
        try (ReferenceServer server = new ReferenceServer(folder);
                Proxy proxy = Proxy.haproxy(folder, server.port(), checks)) {
            Arrivals arrivals = new Restarts(server, proxy.port(), Delivery.CONFIRMED)
                    .run(restarts, Restarts.LINES_PER_SECOND / 2, down, scenario);
            assertThat(arrivals.missing()).isZero();
        }
    }
}
