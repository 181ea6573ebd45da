package io.sprockets.statsd.sender;

import static org.assertj.core.api.Assertions.assertThat;

import io.sprockets.statsd.ledger.Entry;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The rounds of the sender, without its thread. */
class SendLoopTest extends SendLoopScenario {
    @Test
    void runOnce_connectsAndSendsWhatWaits() {
        record("a", "b");
        rounds(2);
        assertThat(transport.received()).isEqualTo("a\nb\n");
        assertBalanced(2, 0);
    }

    @Test
    void runOnce_connectsOnce() {
        rounds(10);
        assertThat(transport.opened).isEqualTo(1);
        assertThat(ledger.balance().count(Entry.CONNECTS)).isEqualTo(1);
    }

    @Test
    void runOnce_keepsLinesWhileTheServerIsAway() {
        transport.refusing = true;
        record("a");
        rounds(3);
        record("b");
        rounds(3);
        assertThat(ledger.balance().connected()).isFalse();
        assertBalanced(0, 2);
        transport.refusing = false;
        passUntilConnected();
        assertThat(transport.received()).isEqualTo("a\nb\n");
        assertBalanced(2, 0);
    }

    @Test
    void runOnce_waitsBetweenAttempts() {
        transport.refusing = true;
        rounds(10);
        assertThat(transport.opened).isEqualTo(1);
        for (int i = 0; i < 120; i++) {
            ticker.pass(SECOND);
            rounds(10);
        }
        assertThat(transport.opened).isBetween(6, 14); // 1, 2, 4, 8, 16, 30, 30 seconds, each cut by up to half
    }

    @Test
    void runOnce_triesAllAddressesBeforeItWaits() {
        transport.refusing = true;
        transport.otherAddresses = 2;
        rounds(10);
        assertThat(transport.opened).isEqualTo(3);
    }

    @Test
    void runOnce_goesOnAtTheFirstLineThatWasNotWhollyTaken() {
        transport.room = 7;
        record("aaa", "bbb", "ccc");
        rounds(2);
        assertThat(transport.received()).isEqualTo("aaa\nbbb");
        assertBalanced(1, 2);
        transport.last().broken = true;
        transport.room = 100;
        passUntilConnected();
        assertThat(transport.last().received.toString()).isEqualTo("bbb\nccc\n");
        assertBalanced(3, 0);
    }

    @Test
    void runOnce_noticesTheEndOfTheConnectionBeforeItWrites() {
        rounds(2);
        transport.last().ended = true;
        record("a");
        rounds(1);
        assertThat(transport.connections.get(0).received.toString()).isEmpty();
        passUntilConnected();
        assertThat(transport.last().received.toString()).isEqualTo("a\n");
        assertThat(ledger.balance().count(Entry.CONNECTS)).isEqualTo(2);
        assertBalanced(1, 0);
    }

    @Test
    void runOnce_givesUpAServerThatTakesNothing() {
        transport.room = 0;
        record("a");
        rounds(2);
        ticker.pass(Duration.ofSeconds(29));
        rounds(1);
        assertThat(transport.last().closed).isFalse();
        ticker.pass(SECOND);
        rounds(1);
        assertThat(transport.last().closed).isTrue();
        transport.room = 100;
        passUntilConnected();
        assertThat(transport.received()).isEqualTo("a\n");
        assertBalanced(1, 0);
    }

    @Test
    void runOnce_givesUpAnAttemptThatHangs() {
        transport.accepting = false;
        rounds(2);
        ticker.pass(Duration.ofSeconds(10));
        rounds(1);
        assertThat(transport.last().closed).isTrue();
    }

    @Test
    void runOnce_restsWhileTheNameIsLookedUp() {
        transport.lookingUp = true;
        record("a");
        rounds(1);
        assertThat(loop.runOnce()).isPositive();
        transport.lookingUp = false;
        rounds(2);
        assertThat(transport.received()).isEqualTo("a\n");
        assertBalanced(1, 0);
    }

    @Test
    void runOnce_sendsNothingToAServerThatAcceptsAndHangsUp() {
        record("a");
        rounds(1);
        transport.last().ended = true;
        rounds(2);
        assertThat(transport.last().closed).isTrue();
        assertThat(ledger.balance().count(Entry.CONNECTS)).isZero();
        passUntilConnected();
        assertThat(transport.connections.get(0).received.toString()).isEmpty();
        assertThat(transport.received()).isEqualTo("a\n");
        assertBalanced(1, 0);
    }

    @Test
    void runOnce_sendsNothingToAServerFarAwayBeforeItCouldHangUp() {
        transport.accepting = false;
        record("a");
        rounds(5); // in which the system connects
        transport.accepting = true;
        rounds(9);
        assertThat(transport.received()).isEmpty();
        transport.last().ended = true;
        rounds(10);
        assertThat(transport.received()).isEmpty();
        passUntilConnected();
        assertThat(transport.received()).isEqualTo("a\n");
        assertBalanced(1, 0);
    }

    @Test
    void runOnce_waitsLongerAndLongerForAServerThatAcceptsAndHangsUp() {
        transport.hangingUp = true;
        for (int i = 0; i < 120; i++) {
            rounds(3);
            ticker.pass(SECOND);
        }
        assertThat(transport.opened).isBetween(6, 14); // 1, 2, 4, 8, 16, 30, 30 seconds, each cut by up to half
    }

    @Test
    void maxConnectionAge_changesTheConnectionAndKeepsTheOrder() {
        start(settings(null, null, true, SECOND));
        record("a");
        rounds(2);
        ticker.pass(SECOND);
        rounds(4);
        assertThat(transport.connections).hasSize(2);
        assertThat(transport.connections.get(0).finished).isTrue();
        record("b");
        rounds(2);
        assertThat(transport.last().received.toString()).isEmpty(); // the server may still read the first one
        transport.connections.get(0).ended = true;
        rounds(1);
        assertThat(transport.last().received.toString()).isEqualTo("b\n");
        assertBalanced(2, 0);
    }

    @Test
    void maxConnectionAge_doesNotWaitLongForAnAnswer() {
        start(settings(null, null, true, SECOND));
        rounds(2);
        ticker.pass(SECOND);
        rounds(4);
        record("a");
        rounds(1);
        ticker.pass(SECOND);
        rounds(1);
        assertThat(transport.connections.get(0).closed).isTrue();
        assertThat(transport.last().received.toString()).isEqualTo("a\n");
        assertBalanced(1, 0);
    }

    @Test
    void maxConnectionAge_staysIfTheNextConnectionIsEndedAtOnce() {
        start(settings(null, null, true, SECOND));
        rounds(2);
        ticker.pass(SECOND);
        transport.hangingUp = true;
        record("a");
        rounds(5);
        assertThat(transport.connections.get(0).finished).isFalse();
        assertThat(transport.connections.get(1).closed).isTrue();
        assertThat(transport.connections.get(0).received.toString()).isEqualTo("a\n");
        assertBalanced(1, 0);
    }

    @Test
    void rest_growsWhileNothingComes() {
        record("a");
        rounds(2);
        long rest = loop.runOnce();
        assertThat(rest).isEqualTo(100_000_000);
        ticker.pass(SECOND.multipliedBy(4));
        assertThat(loop.runOnce()).isBetween(400_000_000L, 410_000_000L); // a tenth of the pause
        ticker.pass(SECOND.multipliedBy(100));
        assertThat(loop.runOnce()).isEqualTo(1_000_000_000);
        record("a");
        assertThat(loop.runOnce()).isEqualTo(100_000_000);
    }

    @Test
    void runOnce_keepsAConnectionOverWhichNothingHadToBeSentForLong() {
        record("a");
        rounds(3);
        ticker.pass(SECOND.multipliedBy(100)); // as when the machine sleeps
        record("b");
        rounds(1);
        assertThat(transport.connections).hasSize(1);
        assertThat(transport.received()).isEqualTo("a\nb\n");
        assertBalanced(2, 0);
    }

    @Test
    void runOnce_replacesAConnectionThatWasIdleForLongBeforeItSends() {
        record("a");
        rounds(3);
        ticker.pass(SECOND.multipliedBy(120)); // a balancer may have forgotten it
        record("b");
        rounds(4);
        assertThat(transport.connections).hasSize(2);
        assertThat(transport.connections.get(0).received.toString()).isEqualTo("a\n");
        assertThat(transport.connections.get(0).closed).isTrue();
        assertThat(transport.last().received.toString()).isEqualTo("b\n");
        assertBalanced(2, 0);
    }
}
