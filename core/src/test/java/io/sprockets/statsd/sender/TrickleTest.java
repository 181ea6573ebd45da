package io.sprockets.statsd.sender;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TrickleTest {
    private static final long MILLI = 1_000_000;
    private static final long DATAGRAM = 1_432;

    private final Trickle trickle = new Trickle();
    private long most; // bytes that went at once

    @Test
    void credit_isADatagramForEachMillisecond() {
        spendAll();
        assertThat(spentIn(1_000, 0)).isBetween(990 * DATAGRAM, 1_000 * DATAGRAM);
        assertThat(most).isLessThanOrEqualTo(4 * DATAGRAM);
    }

    @Test
    void credit_isNotSavedUpByALateRound() {
        spendAll();
        trickle.step();
        trickle.earn(500 * MILLI, 0);
        assertThat(trickle.credit()).isLessThanOrEqualTo(4 * DATAGRAM);
    }

    @Test
    void step_isLongerOnABusyMachine() {
        spendAll();
        long idle = trickle.step();
        long spent = spentIn(1_000, 6 * MILLI);
        assertThat(trickle.step()).isGreaterThan(2 * idle);
        assertThat(spent).isBetween(200 * DATAGRAM, 600 * DATAGRAM);
        spentIn(1_000, 0);
        assertThat(trickle.step()).as("when it is idle again").isBetween(idle, idle + MILLI / 100);
    }

    @Test
    void credit_ofWhatIsNewIsThereAtOnce() {
        spendAll();
        trickle.earn(MILLI, 1_000 * DATAGRAM);
        assertThat(trickle.credit()).isGreaterThanOrEqualTo(1_000 * DATAGRAM);
    }

    @Test
    void hurry_givesEnoughCreditForWhatWaitsHoweverLateTheRoundsAre() {
        long waiting = 8 << 20;
        long left = 4_000 * MILLI;
        while (waiting > 0 && left > 0) {
            trickle.hurry(waiting, left);
            long step = trickle.step() + 20 * MILLI;
            trickle.earn(step, 0);
            left -= step;
            waiting -= trickle.credit();
            most = Math.max(most, trickle.credit());
            spendAll();
        }
        assertThat(waiting).isLessThanOrEqualTo(0);
        assertThat(most).as("bytes at once, as much goes in two of the rounds").isLessThan(2 * (8 << 20) * 22 / 4_000);
    }

    private long spentIn(int millis, long late) {
        long spent = 0;
        for (long left = millis * MILLI; left > 0; ) {
            long step = trickle.step() + late;
            trickle.earn(step, 0);
            left -= step;
            spent += trickle.credit();
            most = Math.max(most, trickle.credit());
            spendAll();
        }
        return spent;
    }

    private void spendAll() {
        trickle.spend(trickle.credit(), false);
    }
}
