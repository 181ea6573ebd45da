package io.sprockets.statsd.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.sprockets.statsd.ledger.Entry;
import io.sprockets.statsd.transport.FakeTransport.FakeConnection;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The life of connections with confirmed delivery: each ends with a question, and the next one is there before. */
class ConfirmedLinkTest extends LinkScenario {
    private FakeConnection first;

    @BeforeEach
    void sendALine() {
        link = link(settings(Duration.ofSeconds(1)));
        connect();
        append("a:1|c");
        round();
        first = transport.last();
    }

    @Test
    void lines_areKeptUntilTheServerHasReadThem() {
        assertThat(link.isSafe(6)).isFalse();
        passUntilAsked();
        assertThat(transport.connections).hasSize(2);
        first.ended = true;
        pass(State.SETTLE);
        assertThat(link.isSafe(6)).as("it may be the end of a dying server").isFalse();
        pass(State.DOUBT);

        assertThat(link.isSafe(6)).isTrue();
        assertThat(ledger.count(Entry.CONFIRMED)).isEqualTo(1);
        assertThat(ledger.count(Entry.REPLAYED)).isZero();
        assertThat(told).containsExactly("connected");
    }

    @Test
    void lines_areSentAgainWhenTheConnectionBreaks() {
        first.broken = true;
        pass(SECOND);

        assertThat(transport.received()).isEqualTo("a:1|c\na:1|c\n");
        assertThat(ledger.count(Entry.REPLAYED)).isEqualTo(1);
        assertThat(sent()).isEqualTo(1);
        assertThat(ledger.count(Entry.CONFIRMED)).isZero();
    }

    @Test
    void anAnswerIsNotBelievedWhenTheNextConnectionEndsToo() {
        passUntilAsked();
        first.ended = true;
        pass(State.SETTLE);
        transport.last().broken = true;
        pass(State.DOUBT);

        assertThat(link.isSafe(6)).isFalse();
        assertThat(ledger.count(Entry.CONFIRMED)).isZero();
        assertThat(ledger.count(Entry.REPLAYED)).isEqualTo(1);
    }

    @Test
    void aServerThatDoesNotAnswerGetsTheLinesTwiceAndIsThenSaidToConfirmNothing() {
        pass(22 * SECOND);
        assertThat(told).last().isEqualTo("no answer to a half-close: the server did not answer");
        assertThat(ledger.count(Entry.REPLAYED)).isEqualTo(1);
        pass(23 * SECOND);

        assertThat(told).last().isEqualTo("unconfirmed: the server does not answer a half-close");
        assertThat(ledger.count(Entry.REPLAYED)).isEqualTo(1);
        assertThat(ledger.count(Entry.CONFIRMED)).isZero();
        append("b:1|c");
        round();
        assertThat(transport.received()).isEqualTo("a:1|c\na:1|c\nb:1|c\n");
        assertThat(backlog.keptBytes()).isEqualTo(backlog.handedBytes());
    }

    @Test
    void ask_asksAtOnce() {
        link.ask();
        pass(200 * MILLI);

        assertThat(first.finished).isTrue();
        assertThat(link.isBounded()).isTrue();
    }

    @Test
    void ask_doesNothingWithoutAnythingUnread() {
        passUntilAsked();
        first.ended = true;
        pass(State.SETTLE + State.DOUBT);
        link.ask();
        pass(SECOND);

        assertThat(transport.last().finished).isFalse();
        assertThat(transport.connections).hasSize(2);
    }

    @Test
    void end_isReadWhenAllIs() {
        assertThat(link.end(now)).isEqualTo(End.PENDING);
        for (int i = 0; i < 200 && link.end(now) == End.PENDING; i++) {
            pass(State.SETTLE);
            transport.connections.forEach(connection -> connection.ended |= connection.finished);
        }

        assertThat(link.end(now)).isEqualTo(End.READ);
        assertThat(ledger.count(Entry.CONFIRMED)).isEqualTo(1);
        assertThat(link.isSafe(6)).isTrue();
    }

    @Test
    void nothingIsAskedWhileNothingIsUnread() {
        passUntilAsked();
        first.ended = true;
        pass(10 * SECOND);

        assertThat(transport.connections).hasSize(2);
        assertThat(transport.last().finished).isFalse();
    }

    private void passUntilAsked() {
        for (int i = 0; i < 200 && !first.finished; i++) {
            pass(State.SETTLE);
        }
        assertThat(first.finished).isTrue();
    }

    @Test
    void nanosUntilNext_isWhenTheNextConnectionIsToBeOpened() {
        assertThat(link.nanosUntilNext(now)).isEqualTo(SECOND - 35 * MILLI);
    }

    @Test
    void hurry_asksWithoutSparingTheServer() {
        link.hurry(now);
        pass(5 * State.SETTLE);

        assertThat(first.finished).isTrue();
    }

    @Test
    void aConnectionThatBreaksTakesItsSuccessorWithIt() {
        pass(SECOND - 10 * MILLI);
        assertThat(transport.connections).hasSize(2);
        first.broken = true;
        round();

        assertThat(transport.connections).allMatch(connection -> connection.closed);
        assertThat(link.isUp()).isFalse();
    }

    @Test
    void aServerThatEndsItsSideAtOnceIsSaidToConfirmNothing() {
        first.broken = true;
        round();
        transport.hangingUp = true;
        transport.readsOn = true;
        pass(2 * SECOND);

        assertThat(told).contains("unconfirmed: the server does not answer a half-close");
        assertThat(transport.received().replace("\n\n", "\n")).contains("a:1|c");
        assertThat(ledger.count(Entry.CONFIRMED)).isZero();
    }

    @Test
    void close_closesTheConnectionAndItsSuccessor() {
        pass(SECOND - 10 * MILLI);
        assertThat(transport.connections).hasSize(2);
        link.close(now);

        assertThat(transport.connections).allMatch(connection -> connection.closed);
    }

    @Test
    void linesAreGivenUpWhereNoOtherConnectionCanBeOpenedAndThereIsNoRoom() {
        transport.refusing = true;
        while (backlog.hasRoom()) {
            append("x".repeat(LONGEST - 1));
        }
        pass(5 * SECOND);

        assertThat(told)
                .contains("unconfirmed: no other connection can be opened, and there is no room for more lines"
                        + " (java.net.ConnectException: refused)");
        assertThat(backlog.hasRoom()).isTrue();
        assertThat(first.closed).as("it is as good as before").isFalse();
        assertThat(ledger.count(Entry.CONFIRMED)).isZero();
    }

    @Test
    void anAnswerWithoutASuccessorProvesNothing() {
        passUntilAsked();
        transport.last().broken = true;
        pass(State.SETTLE);
        first.ended = true;
        pass(State.SETTLE);

        assertThat(first.closed).isTrue();
        assertThat(ledger.count(Entry.REPLAYED)).isEqualTo(1);
        assertThat(ledger.count(Entry.CONFIRMED)).isZero();
    }

    @Test
    void aConnectionWhoseSuccessorIsGoneGoesOn() {
        pass(SECOND);
        assertThat(first.finished).as("it is quiet for a moment before").isFalse();
        transport.connections.get(1).broken = true;
        transport.refusing = true;
        pass(10 * State.SETTLE);
        append("b:1|c");
        round();

        assertThat(first.finished).isFalse();
        assertThat(first.received).hasToString("a:1|c\nb:1|c\n");
    }
}
