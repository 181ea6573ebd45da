package io.sprockets.statsd.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** When the next attempt to connect may be made. */
class ReconnectTest {
    private static final long MILLI = 1_000_000;
    private static final long SECOND = 1_000 * MILLI;

    private final Reconnect reconnect = new Reconnect(LinkScenario.settings(null), new SplittableRandom(1), 0);

    @Test
    void failed_waitsLongerEachTime() {
        assertThat(reconnect.isDue(0)).isTrue();
        assertThat(reconnect.nanosLeft(0)).isZero();
        for (long full = SECOND; full < 30 * SECOND; full *= 2) {
            reconnect.failed(0, false, 0);
            assertThat(reconnect.nanosLeft(0)).isBetween(full / 2, full);
        }
        assertThat(reconnect.isDue(0)).isFalse();
        assertThat(reconnect.isDue(reconnect.nanosLeft(0) - 1)).isFalse();
        assertThat(reconnect.isDue(reconnect.nanosLeft(0))).isTrue();
    }

    @Test
    void failed_waitsNotForAnotherAddressButAtLeastAsLongAsAsked() {
        reconnect.failed(5, true, 3 * SECOND);
        assertThat(reconnect.isDue(5)).isTrue();
        reconnect.failed(5, false, 3 * SECOND);
        assertThat(reconnect.nanosLeft(5)).isEqualTo(3 * SECOND);
    }

    @Test
    void failed_beginsAgainAfterAConnectionThatWasGood() {
        for (int i = 0; i < 5; i++) {
            reconnect.failed(0, false, 0);
        }
        assertThat(reconnect.up(0)).isTrue();
        reconnect.failed(SECOND, false, 0);
        assertThat(reconnect.nanosLeft(SECOND)).isBetween(10 * MILLI, SECOND);

        reconnect.failed(SECOND, false, 0);
        assertThat(reconnect.nanosLeft(SECOND)).isBetween(SECOND / 2, SECOND);
    }

    @Test
    void failed_goesOnAfterAConnectionThatWasNot() {
        reconnect.failed(0, false, 0);
        reconnect.failed(0, false, 0);
        assertThat(reconnect.up(0)).isTrue();
        reconnect.failed(SECOND - 1, false, 0);

        assertThat(reconnect.nanosLeft(SECOND - 1)).isBetween(2 * SECOND, 4 * SECOND);
    }

    @Test
    void up_isNoNewsAfterAPlannedReplacement() {
        assertThat(reconnect.wasEverUp()).isFalse();
        assertThat(reconnect.up(0)).isTrue();
        assertThat(reconnect.wasEverUp()).isTrue();
        reconnect.plan(7);
        assertThat(reconnect.isDue(7)).isTrue();
        assertThat(reconnect.up(8)).isFalse();

        reconnect.plan(9);
        reconnect.failed(9, false, 0);
        assertThat(reconnect.up(10)).isTrue();
    }

    @Test
    void up_countsTheTimeSinceTheFirstOfSeveral() {
        reconnect.failed(0, false, 0);
        reconnect.failed(0, false, 0);
        reconnect.up(0);
        reconnect.plan(SECOND - 1);
        reconnect.up(SECOND - 1);
        reconnect.failed(SECOND, false, 0);

        assertThat(reconnect.nanosLeft(SECOND)).isLessThanOrEqualTo(SECOND);
    }

    @Test
    void hurry_makesAttemptsSoonAndFew() {
        reconnect.failed(0, false, 0);
        reconnect.hurry(1);
        assertThat(reconnect.isDue(1)).isTrue();
        assertThat(reconnect.isDue(0)).isFalse();
        for (int i = 0; i < 3; i++) {
            assertThat(reconnect.isHopeless()).isFalse();
            reconnect.failed(1, false, 0);
            assertThat(reconnect.nanosLeft(1)).isEqualTo(100 * MILLI);
        }
        assertThat(reconnect.isHopeless()).isTrue();
        reconnect.hurry(1);
        assertThat(reconnect.isHopeless()).as("after asking again").isTrue();
    }

    @Test
    void isHopeless_isNotWhileThereAreOtherAddressesOrTheServerWasThere() {
        reconnect.hurry(0);
        for (int i = 0; i < 9; i++) {
            reconnect.failed(0, true, 0);
        }
        assertThat(reconnect.isHopeless()).isFalse();

        reconnect.up(0);
        for (int i = 0; i < 9; i++) {
            reconnect.failed(0, false, 0);
        }
        assertThat(reconnect.isHopeless()).isFalse();
    }
}
