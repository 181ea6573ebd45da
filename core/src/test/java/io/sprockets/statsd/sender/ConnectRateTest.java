package io.sprockets.statsd.sender;

import static org.assertj.core.api.Assertions.assertThat;

import io.sprockets.statsd.link.LinkSettings;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whatever is asked for, a server is connected to at most ten times a second. */
class ConnectRateTest extends SendLoopScenario {
    private static final Duration MILLI = Duration.ofMillis(1);
    private static final int SECONDS = 20;
    private static final int MOST = 10 * SECONDS + 2; // connections: the first, and one that is opened ahead

    @Test
    void confirmations_areAskedForTenTimesASecond() {
        go(MILLI, null, null, false);
    }

    @Test
    void flushes_makeTenConnectionsASecond() {
        go(SECOND, null, null, true);
    }

    @Test
    void aShortAge_makesTenConnectionsASecond() {
        go(null, MILLI, null, false);
        go(SECOND, MILLI, null, false);
    }

    @Test
    void aShortIdleness_makesTenConnectionsASecond() {
        go(null, null, MILLI, true);
        go(SECOND, null, MILLI, true);
    }

    @Test
    void aRenewedSocketServesForATenthOfASecond() {
        transport.datagram = true;
        start(with(null, null, null));
        for (int i = 0; i < SECONDS * 1_000; i++) {
            transport.stale = true; // each time it is asked, as with resolveEvery(1 ms)
            round(false);
        }
        assertThat(transport.opened).isBetween(SECONDS, MOST);
    }

    private void go(@Nullable Duration confirmEvery, @Nullable Duration age, @Nullable Duration idle, boolean flush) {
        transport.opened = 0;
        start(with(confirmEvery, age, idle));
        for (int i = 0; i < SECONDS * 1_000; i++) {
            round(flush);
        }
        assertThat(transport.opened).isBetween(SECONDS / 2, MOST);
    }

    /** One round in each millisecond, while callers record; the server answers at once. */
    private void round(boolean flush) {
        if (queue.reader().isDrained()) {
            record("a:1|c");
        }
        if (flush) {
            loop.flush();
        }
        loop.runOnce();
        transport.connections.stream()
                .filter(connection -> connection.finished)
                .forEach(connection -> connection.ended = true);
        transport.connections.removeIf(connection -> connection.closed);
        ticker.pass(MILLI);
    }

    private static SenderSettings with(
            @Nullable Duration confirmEvery, @Nullable Duration age, @Nullable Duration idle) {
        LinkSettings usual = SETTINGS.link();
        return new SenderSettings(
                "server",
                LONGEST,
                1 << 20,
                null,
                true,
                SETTINGS.fold(),
                new LinkSettings(
                        confirmEvery,
                        usual.shortestBackoff(),
                        usual.longestBackoff(),
                        usual.connectTimeout(),
                        usual.writeTimeout(),
                        age,
                        idle),
                SETTINGS.stopTimeout());
    }
}
