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
}
