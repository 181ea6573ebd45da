package io.sprockets.statsd.sender;

import static org.assertj.core.api.Assertions.assertThat;

import io.sprockets.statsd.ledger.Entry;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Rounds with confirmed delivery: one connection follows the other, and nothing is forgotten that may be lost. */
class SendLoopConfirmedTest extends SendLoopScenario {
    @Test
    void confirmed_forgetsWhatTheServerHasRead() {
        leaveFirstConnection("a");
        record("b");
        rounds(2);
        assertThat(transport.last().received.toString()).isEmpty(); // the server may still read the first one
        transport.connections.get(0).ended = true;
        rounds(2);
        assertThat(transport.last().received.toString()).isEqualTo("b\n");
        assertThat(ledger.balance().count(Entry.CONFIRMED)).isZero(); // the end is not believed yet
        rounds(5);
        assertThat(ledger.balance().count(Entry.CONFIRMED)).isEqualTo(1);
        assertThat(ledger.balance().count(Entry.REPLAYED)).isZero();
        assertBalanced(2, 0);
    }

    @Test
    void confirmed_doesNotBelieveAnEndThatTheNextConnectionDoesNotOutlive() {
        leaveFirstConnection("a");
        record("b");
        transport.connections.get(0).ended = true; // the server died; a reset for what was on its way cannot be seen
        rounds(2);
        transport.last().broken = true;
        rounds(1);
        passUntilConnected();
        rounds(2);
        assertThat(transport.connections).hasSize(3);
        assertThat(transport.last().received.toString()).isEqualTo("a\nb\n");
        assertThat(ledger.balance().count(Entry.REPLAYED)).isEqualTo(2);
        assertBalanced(2, 0);
    }

    @Test
    void confirmed_seesAnEndThatCrossesTheLastLine() {
        start(settings(null, SECOND));
        record("a");
        rounds(2);
        ticker.pass(SECOND);
        record("b");
        rounds(2); // the next connection is ready, and nothing more is sent over the first one
        transport.connections.get(0).ended = true;
        rounds(1);
        assertThat(transport.connections.get(0).finished).isFalse();
        passUntilConnected();
        rounds(2);
        assertThat(transport.last().received.toString()).isEqualTo("a\nb\n");
        assertThat(ledger.balance().count(Entry.CONFIRMED)).isZero();
        assertBalanced(2, 0);
    }

    /** The server closes a connection while it is behind, and what has not reached it comes too late. */
    @Test
    void confirmed_doesNotHalfCloseWhatTheServerHasNotGot() {
        start(settings(null, SECOND));
        record("a");
        rounds(2);
        transport.connections.get(0).underway = true;
        ticker.pass(SECOND);
        rounds(9);
        assertThat(transport.connections).hasSize(2);
        assertThat(transport.connections.get(0).finished).isFalse();
        transport.connections.get(0).ended = true;
        rounds(1);
        passUntilConnected();
        rounds(2);
        assertThat(transport.last().received.toString()).isEqualTo("a\n");
        assertThat(ledger.balance().count(Entry.CONFIRMED)).isZero();
        assertThat(ledger.balance().count(Entry.REPLAYED)).isEqualTo(1);
        assertBalanced(1, 0);
    }

    @Test
    void confirmed_goesOnIfTheNextConnectionIsLostJustBeforeItIsUsed() {
        start(settings(null, SECOND));
        record("a");
        rounds(2);
        ticker.pass(SECOND);
        rounds(2);
        transport.last().ended = true;
        rounds(1);
        record("b");
        rounds(2);
        assertThat(transport.connections.get(0).received.toString()).isEqualTo("a\nb\n");
        assertThat(transport.connections.get(0).finished).isFalse();
        assertBalanced(2, 0);
    }

    @Test
    void confirmed_doesNotBelieveAnEndIfNoConnectionFollows() {
        leaveFirstConnection("a");
        transport.connections.get(0).ended = true;
        transport.last().broken = true;
        transport.refusing = true;
        rounds(20);
        assertThat(ledger.balance().count(Entry.CONFIRMED)).isZero();
        transport.refusing = false;
        passUntilConnected();
        rounds(2);
        assertThat(transport.last().received.toString()).isEqualTo("a\n");
        assertBalanced(1, 0);
    }

    @Test
    void confirmed_replaysIfTheServerDoesNotAnswer() {
        leaveFirstConnection("a");
        ticker.pass(SECOND.multipliedBy(30));
        rounds(1);
        passUntilConnected();
        rounds(2);
        assertThat(transport.last().received.toString()).isEqualTo("a\n");
        assertThat(ledger.balance().count(Entry.REPLAYED)).isEqualTo(1);
        assertBalanced(1, 0);
    }

    @Test
    void confirmed_connectsSoonAgainAfterALongTimeWithoutFailure() {
        start(settings(null, SECOND));
        transport.refusing = true;
        for (int i = 0; i < 100; i++) { // the delay grows to half a minute
            rounds(1);
            ticker.pass(SECOND);
        }
        transport.refusing = false;
        passUntilConnected();
        for (int i = 0; i < 10; i++) {
            record("a");
            rounds(1);
            ticker.pass(SECOND);
            rounds(4);
            transport.connections.get(transport.connections.size() - 2).ended = true;
            rounds(7);
        }
        transport.last().broken = true;
        rounds(1);
        int opened = transport.opened;
        ticker.pass(SECOND); // the shortest delay, of which the first one is a part
        rounds(1);
        assertThat(transport.opened).isEqualTo(opened + 1);
    }

    @Test
    void confirmed_replaysWhatTheServerMayNotHaveRead() {
        start(settings(null, SECOND));
        record("a", "b");
        rounds(2);
        transport.last().broken = true;
        record("c");
        passUntilConnected();
        rounds(2);
        assertThat(transport.last().received.toString()).isEqualTo("a\nb\nc\n");
        assertThat(ledger.balance().count(Entry.REPLAYED)).isEqualTo(2);
        assertBalanced(3, 0);
    }

    @Test
    void confirmed_believesNoEndThatNobodyAskedFor() {
        start(settings(null, SECOND));
        record("a");
        rounds(2);
        transport.last().ended = true; // as of a balancer that has read the line and lost its server
        rounds(1);
        assertThat(transport.connections.get(0).closed).isTrue();
        ticker.pass(SECOND);
        passUntilConnected();
        rounds(2);
        assertThat(transport.last().received.toString()).isEqualTo("a\n");
        assertThat(ledger.balance().count(Entry.CONFIRMED)).isZero();
        assertThat(ledger.balance().count(Entry.REPLAYED)).isEqualTo(1);
        assertBalanced(1, 0);
    }

    @Test
    void confirmed_tearsNoLineWhenTheConnectionIsToBeChanged() {
        start(settings(null, SECOND));
        transport.room = 6;
        record("aaa", "bbb");
        rounds(2);
        ticker.pass(SECOND);
        rounds(3);
        assertThat(transport.last().finished).isFalse();
        assertThat(transport.connections.get(0).finished).isFalse(); // it ends in the middle of a line
        transport.room = 100;
        rounds(4);
        assertThat(transport.connections.get(0).received.toString()).isEqualTo("aaa\nbbb\n");
        assertThat(transport.connections.get(0).finished).isTrue();
        assertBalanced(2, 0);
    }

    @Test
    void confirmed_tearsNoFrameWhenTheConnectionIsToBeChanged() {
        start(settings(null, SECOND));
        transport.framed = true;
        record("aaa");
        rounds(2);
        transport.room = 2;
        record("bbb");
        rounds(1);
        ticker.pass(SECOND);
        rounds(3);
        assertThat(transport.connections.get(0).finished).isFalse(); // a frame was begun, though no line is torn
        transport.room = 100;
        rounds(4);
        assertThat(transport.connections.get(0).received.toString()).isEqualTo("aaa\nbbb\n");
        assertThat(transport.connections.get(0).finished).isTrue();
        assertBalanced(2, 0);
    }

    @Test
    void confirmed_stopTakesTheAnswerThatIsAwaited() {
        leaveFirstConnection("a");
        loop.stop();
        rounds(1);
        transport.connections.get(0).ended = true;
        rounds(2);
        assertThat(loop.isDone()).isFalse(); // the next connection may end too
        rounds(5);
        assertThat(loop.isDone()).isTrue();
        assertThat(loop.isConfirmed()).isTrue();
        assertThat(ledger.balance().count(Entry.CONFIRMED)).isEqualTo(1);
        loop.close();
        assertThat(transport.last().closed).isTrue();
        assertThat(transport.connections).hasSize(2);
        assertBalanced(1, 0);
    }

    @Test
    void confirmed_doubtsAnAnswerForAsLongAsItTook() {
        leaveFirstConnection("a");
        rounds(100);
        transport.connections.get(0).ended = true; // a balancer has given up to reach its server
        rounds(20);
        assertThat(ledger.balance().count(Entry.CONFIRMED)).isZero();
        transport.last().broken = true; // as it does for the next connection
        passUntilConnected();
        rounds(2);
        assertThat(transport.last().received.toString()).isEqualTo("a\n");
        assertThat(ledger.balance().count(Entry.CONFIRMED)).isZero();
        assertBalanced(1, 0);
    }

    @Test
    void confirmed_goesOnAfterABalancerHasPassedOnTheEndOfItsServer() {
        start(settings(null, SECOND));
        rounds(3);
        transport.last().ended = true;
        rounds(8); // by the first empty line the balancer learns that its server is gone
        transport.last().broken = true;
        rounds(10);
        passUntilConnected();
        record("a");
        rounds(2);
        ticker.pass(SECOND);
        answer(20);
        assertThat(ledger.balance().count(Entry.CONFIRMED)).isEqualTo(1);
        assertBalanced(1, 0);
    }

    @Test
    void confirmed_stopDoesNotEndADoubt() {
        leaveFirstConnection("a");
        transport.connections.get(0).ended = true;
        rounds(2);
        loop.stop();
        rounds(2);
        assertThat(loop.isDone()).isFalse();
        transport.last().broken = true; // the server has died, and what looked like an answer was its end
        rounds(40);
        assertThat(ledger.balance().count(Entry.CONFIRMED)).isZero();
        assertThat(transport.connections.get(2).received.toString()).isEqualTo("a\n");
        answer(80);
        assertThat(loop.isDone()).isTrue();
        assertThat(loop.isConfirmed()).isTrue();
        assertThat(ledger.balance().count(Entry.CONFIRMED)).isEqualTo(1);
        assertBalanced(1, 0);
    }

    @Test
    void confirmed_stopWaitsForTheNextConnectionForAMomentOnly() {
        start(settings(null, SECOND));
        record("a");
        rounds(2);
        ticker.pass(SECOND);
        transport.accepting = false;
        rounds(2);
        loop.stop();
        rounds(110);
        assertThat(transport.connections.get(0).finished).isTrue();
        transport.connections.get(0).ended = true;
        rounds(2);
        assertThat(loop.isDone()).isTrue();
        assertThat(loop.isConfirmed()).isFalse(); // it may be the end of the server
        loop.close();
        assertThat(transport.connections.get(1).closed).isTrue();
        assertBalanced(1, 0);
    }

    @Test
    void confirmed_stopReplaysUntilTheServerHasReadIt() {
        start(settings(null, SECOND));
        record("a");
        loop.stop();
        rounds(2);
        transport.last().broken = true;
        rounds(1);
        assertThat(loop.isDone()).isFalse();
        ticker.pass(Duration.ofMillis(200));
        rounds(4);
        assertThat(transport.connections.get(1).received.toString()).isEqualTo("a\n");
        answer(20);
        assertThat(loop.isDone()).isTrue();
        assertThat(loop.isConfirmed()).isTrue();
        assertThat(ledger.balance().count(Entry.CONFIRMED)).isEqualTo(1);
        assertBalanced(1, 0);
    }

    /** Sends lines, and goes on until the next connection waits for the end of the first one. */
    private void leaveFirstConnection(String... lines) {
        start(settings(null, SECOND));
        record(lines);
        rounds(2);
        ticker.pass(SECOND);
        rounds(4);
        assertThat(transport.connections).hasSize(2);
        assertThat(transport.connections.get(0).finished).isTrue();
    }

    @Test
    void confirmed_asksSoonerWhenThereIsNoRoomForMore() {
        start(settings(null, SECOND.multipliedBy(3_600)));
        record("a".repeat(60), "b".repeat(60), "c".repeat(20)); // of 256 bytes at most
        rounds(15);
        assertThat(transport.connections.get(0).finished).isTrue();
        record("d".repeat(30), "e".repeat(30)); // fewer than are worth an answer, but there is no room behind them
        answer(10);
        assertThat(ledger.balance().count(Entry.CONFIRMED)).isGreaterThanOrEqualTo(3);
        record("g:1|c");
        answer(20);
        assertThat(transport.received()).endsWith("g:1|c\n");
        assertBalanced(6, 0);
    }

    @Test
    void confirmed_believesAnEndThoughConnectionsAreReplacedVeryOften() {
        start(settings(null, SECOND, true, Duration.ofMillis(1)));
        record("a");
        answer(100);
        assertThat(ledger.balance().count(Entry.CONFIRMED)).isEqualTo(1);
        assertBalanced(1, 0);
    }

    /** This many rounds, with a server that ends what it is told to. */
    private void answer(int rounds) {
        for (int i = 0; i < rounds; i++) {
            rounds(1);
            transport.connections.forEach(connection -> connection.ended = connection.finished);
        }
    }
}
