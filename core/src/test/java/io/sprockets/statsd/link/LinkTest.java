package io.sprockets.statsd.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.sprockets.statsd.ledger.Entry;
import io.sprockets.statsd.transport.FakeTransport.FakeConnection;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The life of connections that carry lines, without confirmed delivery. */
class LinkTest extends LinkScenario {
    @Test
    void send_waitsUntilTheConnectionHasStoodForAMoment() {
        append("a:1|c");
        round();
        assertThat(link.isUp()).isFalse();
        assertThat(link.canSend(now)).isFalse();
        assertThat(link.nanosUntilNext(now)).isEqualTo(State.SETTLE);

        now += State.SETTLE - 1;
        round();
        assertThat(transport.received()).isEmpty();

        now++;
        round();
        assertThat(link.isUp()).isTrue();
        assertThat(transport.received()).isEqualTo("a:1|c\n");
        assertThat(told).containsExactly("connected");
        assertThat(transport.settled).isEqualTo(1);
        assertThat(ledger.count(Entry.CONNECTS)).isEqualTo(1);
        assertThat(sent()).isEqualTo(1);
        assertThat(ledger.count(Entry.BYTES)).isEqualTo(6);
        assertThat(link.isSafe(6)).isTrue();
        assertThat(link.isSafe(7)).isFalse();
    }

    @Test
    void send_goesOnWithALineOfWhichTheSocketTookAPart() {
        connect();
        transport.room = 4;
        append("a:1|c", "b:1|c");
        assertThat(link.canSend(now)).isTrue();
        round();
        assertThat(transport.received()).isEqualTo("a:1|");
        assertThat(link.canSend(now)).isFalse();
        assertThat(sent()).isZero();

        transport.room = Integer.MAX_VALUE;
        round();
        assertThat(transport.received()).isEqualTo("a:1|c\nb:1|c\n");
        assertThat(sent()).isEqualTo(2);
    }

    @Test
    void advance_failsAConnectionThatTakesNothingForTheWriteTimeout() {
        connect();
        transport.room = 0;
        append("a:1|c");
        round();
        assertThat(link.isMoving(now)).isTrue();
        now += State.STALL;
        assertThat(link.isMoving(now)).isFalse();
        assertThat(link.isUp()).isTrue();
        assertThat(link.nanosUntilNext(now)).isEqualTo(20 * SECOND - State.STALL);

        now += 20 * SECOND - State.STALL;
        round();
        assertThat(link.isUp()).isFalse();
        assertThat(transport.last().closed).isTrue();
        assertThat(told).containsExactly("connected", "connection lost: the server accepted no bytes for PT20S");
    }

    @Test
    void advance_waitsForEverWhileNothingIsToBeSent() {
        connect();
        assertThat(link.nanosUntilNext(now)).isGreaterThan(3_600 * SECOND);
        pass(SECOND);
        now += 3_600 * SECOND;
        round();

        assertThat(link.isUp()).isTrue();
        assertThat(transport.opened).isEqualTo(1);
    }

    @Test
    void advance_triesAgainAfterTheBackoff() {
        transport.refusing = true;
        round();
        assertThat(told).containsExactly("cannot connect: refused");
        long left = link.nanosUntilNext(now);
        assertThat(left).isBetween(SECOND / 2, SECOND);

        now += left - 1;
        round();
        assertThat(transport.opened).isEqualTo(1);
        now++;
        round();
        assertThat(transport.opened).isEqualTo(2);
    }

    @Test
    void advance_triesAnotherAddressAlmostAtOnce() {
        transport.refusing = true;
        transport.otherAddresses = 1;
        round();
        assertThat(link.nanosUntilNext(now)).isZero();
        round();
        assertThat(transport.opened).isEqualTo(2);
        assertThat(link.nanosUntilNext(now)).isPositive();
    }

    @Test
    void advance_failsAnAttemptThatIsNotAnswered() {
        transport.accepting = false;
        round();
        assertThat(link.nanosUntilNext(now)).isEqualTo(10 * SECOND);
        now += 10 * SECOND;
        round();

        assertThat(told).containsExactly("cannot connect: no connection within PT10S");
    }

    @Test
    void advance_looksUpANameForAsLongAsItTakes() {
        transport.lookingUp = true;
        round();
        assertThat(link.isUp()).isFalse();
        assertThat(link.isBounded()).isTrue();
        transport.lookingUp = false;
        connect();

        assertThat(told).containsExactly("connected");
    }

    @Test
    void advance_givesALookupUp() {
        transport.lookingUp = true;
        round();
        now += 5 * SECOND;
        round();

        assertThat(told).containsExactly("cannot connect: the lookup took too long");
    }

    @Test
    void advance_losesWhatABrokenConnectionHadTaken() {
        connect();
        append("a:1|c");
        round();
        transport.last().broken = true;
        round();
        assertThat(told).containsExactly("connected", "connection lost: broken");
        assertThat(backlog.isEmpty()).isTrue();

        append("b:1|c");
        pass(2 * SECOND);
        assertThat(transport.last().received).hasToString("b:1|c\n");
        assertThat(ledger.count(Entry.CONNECTS)).isEqualTo(2);
    }

    @Test
    void advance_failsWhenTheServerEndsAConnectionThatHasCarriedLines() {
        connect();
        append("a:1|c");
        round();
        transport.last().ended = true;
        round();

        assertThat(told).last().isEqualTo("connection lost: the server closed the connection");
        assertThat(link.isUp()).isFalse();
    }

    @Test
    void replace_sparesAServerThatForgetsIdleConnections() {
        link = link(settings(null, null, Duration.ofSeconds(5)));
        connect();
        append("a:1|c");
        round();
        now += 5 * SECOND - 1;
        append("b:1|c");
        round();
        assertThat(transport.opened).isEqualTo(1);

        now += 5 * SECOND;
        append("c:1|c");
        round();
        pass(2 * State.SETTLE);
        assertThat(transport.opened).isEqualTo(2);
        assertThat(transport.connections.get(0).closed).isTrue();
        assertThat(transport.last().received).hasToString("c:1|c\n");
        assertThat(told).containsExactly("connected", "connected");
        assertThat(ledger.count(Entry.CONNECTS)).as("times that it was away").isEqualTo(1);
    }

    @Test
    void aConnectionOfAnAgeIsFollowedByAnother() {
        link = link(settings(null, Duration.ofSeconds(10), null));
        connect();
        append("a:1|c");
        round();
        FakeConnection first = transport.last();
        pass(10 * SECOND);
        assertThat(first.finished).isTrue();
        assertThat(transport.connections).hasSize(2);
        first.ended = true;
        append("b:1|c");
        pass(State.SETTLE);

        assertThat(first.closed).isTrue();
        assertThat(transport.last().received).hasToString("b:1|c\n");
        assertThat(told).containsExactly("connected");
        assertThat(sent()).isEqualTo(2);
    }

    @Test
    void aConnectionOfAnAgeStaysWhileNoOtherCanBeOpened() {
        link = link(settings(null, Duration.ofSeconds(10), null));
        connect();
        transport.refusing = true;
        append("a:1|c");
        pass(15 * SECOND);

        assertThat(transport.last().finished).isFalse();
        assertThat(transport.received()).isEqualTo("a:1|c\n");
        assertThat(told).contains("not followed: refused");
        transport.refusing = false;
        pass(2 * SECOND);
        assertThat(transport.connections.get(0).finished).isTrue();
        assertThat(told).as("it can be followed again").last().isEqualTo("connected");
    }

    @Test
    void end_isReadWhenTheServerAnswersTheHalfClose() {
        connect();
        append("a:1|c");
        round();
        assertThat(link.end(now)).isEqualTo(End.PENDING);
        pass(2 * State.SETTLE); // all has arrived; then it is quiet
        assertThat(transport.last().finished).isTrue();
        assertThat(link.end(now)).isEqualTo(End.PENDING);
        transport.last().ended = true;
        pass(State.SETTLE);

        assertThat(link.end(now)).isEqualTo(End.READ);
        assertThat(transport.last().closed).isTrue();
    }

    @Test
    void end_isUnknownWhenTheServerDoesNotAnswer() {
        connect();
        assertThat(link.end(now)).isEqualTo(End.PENDING);
        pass(2 * State.SETTLE);
        assertThat(link.isBounded()).isTrue();
        pass(20 * SECOND);

        assertThat(link.end(now)).isEqualTo(End.UNKNOWN);
    }

    @Test
    void end_isUnknownWithoutAConnection() {
        transport.refusing = true;
        round();
        assertThat(link.end(now)).isEqualTo(End.UNKNOWN);
    }

    @Test
    void hurry_makesThreeLastAttemptsToReachAServerThatWasNeverThere() {
        transport.refusing = true;
        pass(40 * SECOND);
        assertThat(link.isHopeless()).isFalse();
        int before = transport.opened;
        link.hurry(now);
        pass(300 * MILLI);

        assertThat(link.isHopeless()).isTrue();
        assertThat(transport.opened - before).isBetween(3, 4);
    }

    @Test
    void restart_beginsAgainWithANewConnection() {
        connect();
        link.restart(now, "something failed", new IllegalStateException("as asked for"));
        assertThat(transport.last().closed).isTrue();
        assertThat(told).containsExactly("connected", "something failed: as asked for");
        pass(2 * SECOND);

        assertThat(transport.opened).isEqualTo(2);
        assertThat(link.isUp()).isTrue();
    }

    @Test
    void close_closesTheConnection() {
        connect();
        link.close(now);

        assertThat(transport.last().closed).isTrue();
        assertThat(link.isUp()).isFalse();
    }

    @Test
    void nanosUntilNext_isLongWhenAllWasTaken() {
        connect();
        append("a:1|c");
        round();
        assertThat(link.nanosUntilNext(now)).isGreaterThan(3_600 * SECOND);

        transport.room = 0;
        append("b:1|c");
        round();
        assertThat(link.nanosUntilNext(now)).isEqualTo(20 * SECOND);
    }

    @Test
    void send_failsTheConnectionThatFails() {
        connect();
        transport.longest = 1;
        append("a:1|c");
        round();

        assertThat(told).containsExactly("connected", "connection lost: no text is promised");
        assertThat(transport.last().closed).isTrue();
        assertThat(backlog.isEmpty()).as("the line was not sent").isFalse();
    }

    @Test
    void send_goesToAServerThatEndsItsSideAndReadsOn() {
        transport.hangingUp = true;
        transport.readsOn = true;
        append("a:1|c");
        round();
        assertThat(link.isUp()).isFalse();
        assertThat(link.isBounded()).isTrue();
        pass(4 * State.RESET);

        assertThat(told).containsExactly("connected");
        assertThat(transport.received().strip()).isEqualTo("a:1|c");
        assertThat(sent()).isEqualTo(1);
    }

    @Test
    void advance_failsWhenAServerHangsUpAtOnce() {
        transport.hangingUp = true;
        append("a:1|c");
        round();

        assertThat(told).containsExactly("cannot connect: the server closed the connection");
        assertThat(sent()).isZero();
    }

    @Test
    void end_isUnknownWhenTheConnectionBreaksBeforeTheAnswer() {
        connect();
        link.end(now);
        transport.last().broken = true;
        round();

        assertThat(link.end(now)).isEqualTo(End.UNKNOWN);
    }

    @Test
    void end_isUnknownForUnixDatagrams() {
        transport.unixDatagram = true;
        connect();

        assertThat(link.end(now)).isEqualTo(End.UNKNOWN);
    }
}
