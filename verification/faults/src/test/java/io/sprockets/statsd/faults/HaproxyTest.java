package io.sprockets.statsd.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.sprockets.statsd.Delivery;
import java.nio.file.Path;
import java.util.function.IntUnaryOperator;
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
    private static final int LONGER_THAN_IT_WOULD_TRY = 5 * Restarts.LINES_PER_SECOND; // each second, three times
    private static final int BACK_RESTARTS = 4;
    private static final int LEAST_AWAY = 2 * Restarts.LINES_PER_SECOND; // it would still have tried then
    private static final int MORE_AWAY = Restarts.LINES_PER_SECOND / 2;

    @TempDir
    Path folder;

    @BeforeEach
    void assumeInstalled() {
        Proxy.assumeHaproxyIsInstalled();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void confirmedDeliveryLosesNothingBehindHaproxy(boolean checks, Scenario scenario) throws Exception {
        restart(checks, RESTARTS, restart -> 0, scenario);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void confirmedDeliveryLosesNothingWhileHaproxyGivesUp(boolean checks, Scenario scenario) throws Exception {
        restart(checks, LONG_RESTARTS, restart -> LONGER_THAN_IT_WOULD_TRY, scenario);
    }

    /** After 2 to 3.5 s. Haproxy that tries again would end connections then, as if it had passed all on. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void confirmedDeliveryLosesNothingWhenTheServerIsBackAsHaproxyWouldGiveUp(boolean checks, Scenario scenario)
            throws Exception {
        restart(checks, BACK_RESTARTS, restart -> LEAST_AWAY + restart * MORE_AWAY, scenario);
    }

    private void restart(boolean checks, int restarts, IntUnaryOperator linesDown, Scenario scenario) throws Exception {
        try (ReferenceServer server = new ReferenceServer(folder);
                Proxy proxy = Proxy.haproxy(folder, server.port(), checks)) {
            Arrivals arrivals = new Restarts(server, proxy.port(), Delivery.CONFIRMED)
                    .run(restarts, Restarts.LINES_PER_SECOND / 2, linesDown, scenario);
            assertThat(arrivals.missing()).isZero();
        }
    }
}
