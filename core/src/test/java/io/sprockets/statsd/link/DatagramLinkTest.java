package io.sprockets.statsd.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.sprockets.statsd.ledger.Entry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Datagrams: one goes ahead, packets hold whole lines, and one that fails is halved. */
class DatagramLinkTest extends LinkScenario {
    @BeforeEach
    void datagrams() {
        transport.datagram = true;
        link = link(settings(null));
    }

    @Test
    void oneDatagramGoesAhead() {
        append("aaaaaaaaaaaa:1|c", "bbbbbbbbbbbb:1|c");
        round();
        assertThat(transport.last().packets).containsExactly("aaaaaaaaaaaa:1|c\n");
        assertThat(link.isUp()).isTrue();
        round();
        assertThat(transport.last().packets).hasSize(1);
        pass(State.SETTLE);

        assertThat(transport.last().packets).hasSize(2);
        assertThat(told).containsExactly("connected");
    }

    @Test
    void packetsHoldWholeLines() {
        open();
        append("a:1|c", "b:1|c", "cccccccccccccccc:1|c", "d:1|c");
        round();

        assertThat(transport.last().packets)
                .containsExactly("0:1|c\n", "a:1|c\nb:1|c\n", "cccccccccccccccc:1|c\nd:1|c\n");
        assertThat(sent()).isEqualTo(5);
    }

    @Test
    void severalPacketsGoWithOneCall() {
        transport.several = true;
        open();
        append("a:1|c", "b:1|c", "c:1|c", "d:1|c", "e:1|c", "f:1|c", "g:1|c", "h:1|c", "i:1|c", "j:1|c");
        int calls = transport.last().calls;
        round();

        assertThat(transport.last().calls).isEqualTo(calls + 1);
        assertThat(transport.received().lines())
                .containsExactly(
                        "0:1|c", "a:1|c", "b:1|c", "c:1|c", "d:1|c", "e:1|c", "f:1|c", "g:1|c", "h:1|c", "i:1|c",
                        "j:1|c");
        assertThat(transport.last().packets).allMatch(packet -> packet.endsWith("\n"));
        assertThat(sent()).isEqualTo(11);
    }

    @Test
    void severalPacketsThatFailTogetherGoOneByOne() {
        transport.several = true;
        transport.severalFail = true;
        open();
        append("aaaaaaaaaaaa:1|c", "bbbbbbbbbbbb:1|c", "cccccccccccc:1|c");
        round();
        round();

        assertThat(transport.last().packets)
                .containsExactly("0:1|c\n", "aaaaaaaaaaaa:1|c\n", "bbbbbbbbbbbb:1|c\n", "cccccccccccc:1|c\n");
        assertThat(sent()).isEqualTo(4);
    }

    @Test
    void aPacketThatIsTooLongIsHalved() {
        open();
        transport.longest = 16;
        append("aaaaaaa:1|c", "bbbbbbb:1|c");
        pass(10 * State.SETTLE);

        assertThat(transport.last().packets).containsExactly("0:1|c\n", "aaaaaaa:1|c\n", "bbbbbbb:1|c\n");
        assertThat(sent()).isEqualTo(3);
        assertThat(ledger.drops()).isZero();
    }

    @Test
    void aLineThatIsTooLongAloneIsDropped() {
        open();
        transport.longest = 8;
        append("aaaaaaa:1|c", "b:1|c");
        pass(10 * State.SETTLE);

        assertThat(transport.received()).isEqualTo("0:1|c\n\nb:1|c\n");
        assertThat(ledger.drops()).isEqualTo(1);
    }

    @Test
    void whatWasSentLastIsKeptUntilNothingWasRefused() {
        open();
        append("a:1|c");
        round();
        assertThat(link.isSafe(12)).isFalse();
        round();

        assertThat(link.isSafe(12)).isTrue();
    }

    @Test
    void aStaleSocketIsReplacedByAnother() {
        open();
        pass(200 * MILLI);
        transport.stale = true;
        round();
        append("a:1|c");
        round();

        assertThat(transport.connections).hasSize(2);
        assertThat(transport.connections.get(0).closed).isTrue();
        assertThat(transport.last().packets).containsExactly("a:1|c\n");
    }

    @Test
    void end_isUnknownWhenAllIsSafe() {
        open();
        append("a:1|c");
        round();
        assertThat(link.end(now)).isEqualTo(End.PENDING);
        round();

        assertThat(link.end(now)).isEqualTo(End.UNKNOWN);
        assertThat(ledger.count(Entry.CONFIRMED)).isZero();
    }

    private void open() {
        append("0:1|c");
        round();
        pass(State.SETTLE);
        assertThat(told).containsExactly("connected");
    }

    @Test
    void aRefusalTakesBackTheLastDatagramAndCallsForMoreProof() {
        open();
        append("a:1|c");
        round();
        assertThat(sent()).isEqualTo(2);
        transport.last().refused = true;
        round();
        assertThat(told).last().isEqualTo("connection lost: refused");
        assertThat(sent()).isEqualTo(1);
        assertThat(ledger.count(Entry.REPLAYED)).isEqualTo(1);
        assertThat(link.nanosUntilNext(now)).isGreaterThanOrEqualTo(Proof.AFTER_REFUSAL);

        now += link.nanosUntilNext(now);
        round();
        assertThat(transport.last().packets).containsExactly("a:1|c\n");
        assertThat(link.isUp()).as("it was refused before").isFalse();
        assertThat(link.nanosUntilNext(now)).isGreaterThanOrEqualTo(Proof.AFTER_REFUSAL);
        now += link.nanosUntilNext(now);
        round();
        assertThat(link.isUp()).isTrue();
        assertThat(told).last().isEqualTo("connected");
        assertThat(sent()).isEqualTo(2);
    }

    @Test
    void close_asksWhetherTheLastDatagramWasRefused() {
        open();
        append("a:1|c");
        round();
        transport.last().refused = true;
        link.close(now);

        assertThat(told).last().isEqualTo("connection lost: refused");
        assertThat(sent()).isEqualTo(1);
    }

    @Test
    void aNewSocketMayTakeLongerPacketsAgain() {
        open();
        transport.longest = 16;
        append("aaaaaaa:1|c", "bbbbbbb:1|c");
        pass(20 * State.SETTLE);
        transport.longest = Integer.MAX_VALUE;
        append("ccccccc:1|c", "ddddddd:1|c");
        round();
        assertThat(transport.last().packets).endsWith("ccccccc:1|c\n", "ddddddd:1|c\n");

        transport.stale = true;
        round();
        append("0:1|c");
        round();
        pass(State.SETTLE);
        append("eeeeeee:1|c", "fffffff:1|c");
        round();
        assertThat(transport.last().packets).containsExactly("0:1|c\n", "eeeeeee:1|c\nfffffff:1|c\n");
    }
}
