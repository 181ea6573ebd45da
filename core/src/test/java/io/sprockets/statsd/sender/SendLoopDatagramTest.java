package io.sprockets.statsd.sender;

import static org.assertj.core.api.Assertions.assertThat;

import io.sprockets.statsd.DropReason;
import io.sprockets.statsd.ledger.Entry;
import io.sprockets.statsd.line.Lines;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rounds over datagrams; where nothing else is said, over UDP. */
class SendLoopDatagramTest extends SendLoopScenario {
    @Test
    void runOnce_leavesAnAddressThatIsNoLongerTheServers() {
        transport.datagram = true;
        start(SETTINGS);
        record("a");
        rounds(2);
        ticker.pass(SECOND);
        transport.stale = true;
        rounds(2);
        record("b");
        rounds(1);
        assertThat(transport.connections).hasSize(2);
        assertThat(transport.last().packets).containsExactly("b\n");
        assertBalanced(2, 0);
    }

    @ParameterizedTest
    @CsvSource({"true, false", "true, true", "false, false"})
    void runOnce_halvesAPacketThatFailsTwiceAndDropsOnlyALineThatFailsAlone(boolean udp, boolean several) {
        transport.several = several;
        transport.datagram = udp;
        transport.unixDatagram = !udp;
        start(SETTINGS);
        transport.longest = 6;
        record("a", "b", "longer", "c", "d", "e");
        for (int i = 0; i < 10; i++) {
            rounds(2);
            passUntilConnected();
        }
        assertThat(transport.received().lines().filter(line -> !line.isEmpty())) // that one tells lines from networks
                .containsExactly("a", "b", "c", "d", "e");
        assertThat(ledger.balance().dropped()).isEqualTo(Map.of(DropReason.SEND_FAILED, 1L));
        assertBalanced(5, 0);
    }

    /** The refusal of a datagram may take longer than it was kept; then no line is left to ask with. */
    @Test
    void runOnce_asksWithWhatIsMergedIfNothingElseWaits() {
        transport.datagram = true;
        start(settings(SECOND, null));
        record("a:1|c");
        passSeconds(2);
        assertThat(transport.last().packets).containsExactly("a:1|c\n");
        transport.last().refused = true;
        passSeconds(1);
        assertThat(ledger.balance().connected()).isFalse();

        record("b:1|c", "b:1|c");
        passSeconds(5);
        assertThat(transport.connections).hasSize(2);
        assertThat(transport.last().packets).containsExactly("b:2|c\n");
        assertThat(ledger.balance().connected()).isTrue();
        assertThat(ledger.balance().held()).isZero();
    }

    private void passSeconds(int seconds) {
        for (int i = 0; i < seconds; i++) {
            ticker.pass(SECOND);
            rounds(3);
        }
    }

    @Test
    void runOnce_handsOverSeveralDatagramsWithOneCall() {
        severalAtOnce(true);
        for (int i = 10; i < 33; i++) {
            record("line " + i);
        }
        rounds(2); // the first one goes alone
        assertThat(transport.last().packets)
                .hasSize(6)
                .startsWith("line 10\nline 11\nline 12\nline 13\n", "line 14\nline 15\nline 16\nline 17\n")
                .endsWith("line 30\nline 31\nline 32\n");
        assertThat(transport.last().calls).isEqualTo(2);
        assertBalanced(23, 0);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void runOnce_fillsDatagramsUpOnlyWhereEmptyLinesAreSkipped(boolean skips) {
        severalAtOnce(skips);
        record("first"); // goes alone
        rounds(1);
        ticker.pass(TICK);
        rounds(1);
        record("a line of twenty-one", "ten bytes", "a line of nineteen", "ten bytes", "a line of twenty-one", "short");
        rounds(1);
        assertThat(transport.last().packets)
                .containsExactly(
                        "first\n",
                        "a line of twenty-one\nten bytes\n",
                        "a line of nineteen\nten bytes\n" + (skips ? "\n\n" : ""),
                        "a line of twenty-one\nshort\n");
        assertThat(transport.last().calls).isEqualTo(skips ? 2 : 3);
        assertBalanced(7, 0);
    }

    @Test
    void runOnce_keepsTheTwoLinesOfOneMetricInOneOfSeveralDatagrams() {
        severalAtOnce(true);
        record("123456789:1|c", "g:0|g" + (char) Lines.JOINT + "g:-5|g", "x:1|c"); // 14, 13 and 6 bytes, 32 at most
        record("1234567890123456:1|c", "g:0|g" + (char) Lines.JOINT + "g:-5|g");
        rounds(2);
        assertThat(transport.last().packets)
                .containsExactly("123456789:1|c\ng:0|g\ng:-5|g\n", "x:1|c\n1234567890123456:1|c\n", "g:0|g\ng:-5|g\n");
        assertBalanced(5, 0);
    }

    @Test
    void runOnce_sendsOneByOneWhereSeveralAtOnceAreRefused() {
        severalAtOnce(true);
        transport.severalFail = true;
        for (int i = 10; i < 30; i++) {
            record("line " + i);
        }
        rounds(2);
        assertThat(transport.last().packets)
                .hasSize(5)
                .allSatisfy(packet -> assertThat(packet.lines()).hasSize(4));
        assertThat(transport.connections).hasSize(1);
        assertThat(ledger.balance().droppedTotal()).isZero();
        assertBalanced(20, 0);
    }

    @Test
    void runOnce_sendsSeveralAgainWhenOneHasPassedAfterAFailure() {
        severalAtOnce(true);
        record("first");
        rounds(1);
        ticker.pass(TICK);
        transport.failures = 1;
        for (int i = 10; i < 30; i++) {
            record("line " + i);
        }
        rounds(2);
        assertThat(transport.last().packets).hasSize(6);
        assertThat(transport.last().calls).isEqualTo(4); // the first, several that failed, one, and all others
        assertThat(transport.connections).hasSize(1);
        assertThat(ledger.balance().droppedTotal()).isZero();
        assertBalanced(21, 0);
    }

    /** The bytes of the call are those of its lines and at most an eighth more. */
    @ParameterizedTest
    @ValueSource(ints = {1, 7, 13, 19, 27, 31})
    void runOnce_fillsInAtMostAnEighthOfWhatItSends(int shorter) {
        transport.datagram = true;
        transport.several = true;
        transport.skipsEmptyLines = true;
        start(roomy(SETTINGS.stopTimeout()));
        record("first");
        rounds(2);
        for (int i = 0; i < 40; i++) {
            record("x".repeat(i % 2 == 0 ? 31 : shorter)); // 32 bytes with its newline, which fill a packet
        }
        for (int i = 0; i < 40; i++) {
            rounds(1);
            ticker.pass(TICK);
        }
        String received = transport.last().received.toString();
        assertThat(received.lines().filter(line -> !line.isEmpty())).hasSize(41);
        long filled = received.lines().filter(String::isEmpty).count();
        assertThat(filled).isLessThanOrEqualTo(received.length() / 8);
        assertBalanced(41, 0);
    }

    @Test
    void runOnce_offersSeveralAgainThatFoundNoRoom() {
        severalAtOnce(true);
        record("first");
        rounds(1);
        ticker.pass(TICK);
        transport.room = 0;
        for (int i = 10; i < 30; i++) {
            record("line " + i);
        }
        rounds(2);
        assertThat(transport.last().packets).hasSize(1);
        assertBalanced(1, 20);
        transport.room = Integer.MAX_VALUE;
        rounds(1);
        assertThat(transport.last().packets).hasSize(6);
        assertBalanced(21, 0);
    }

    @Test
    void runOnce_sendsAllOfSeveralAgainIfTheyWereRefused() {
        severalAtOnce(true);
        record("first");
        rounds(1);
        ticker.pass(TICK);
        for (int i = 10; i < 30; i++) {
            record("line " + i);
        }
        rounds(1);
        assertThat(transport.last().packets).hasSize(6);
        transport.last().broken = true; // the next use of the socket reports it
        rounds(1);
        passUntilConnected();
        ticker.pass(TICK);
        rounds(2);
        assertThat(transport.connections).hasSize(2);
        assertThat(transport.last().received.toString().lines()).hasSize(20);
        assertThat(ledger.balance().count(Entry.REPLAYED)).isEqualTo(20);
        assertBalanced(21, 0);
    }

    /** The calls before it were not refused when it was made, so their lines have most likely arrived. */
    @Test
    void runOnce_sendsNothingAgainFromBeforeTheCallThatWasRefused() {
        severalAtOnce(true);
        record("first");
        rounds(1);
        ticker.pass(TICK);
        record("before 1", "before 2", "before 3", "before 4");
        loop.runOnce();
        record("line 1", "line 2", "line 3", "line 4", "line 5");
        loop.runOnce();
        assertThat(transport.last().calls).isEqualTo(3);
        transport.last().broken = true;
        rounds(1);
        passUntilConnected();
        ticker.pass(TICK);
        rounds(2);
        assertThat(transport.last().received.toString().lines())
                .containsExactly("line 1", "line 2", "line 3", "line 4", "line 5");
        assertBalanced(10, 0);
    }

    @Test
    void runOnce_keepsTheTwoLinesOfOneMetricInOnePacket() {
        transport.datagram = true;
        start(SETTINGS);
        record("123456789:1|c", "g:0|g" + (char) Lines.JOINT + "g:-5|g", "x:1|c"); // 14, 13 and 6 bytes, 32 at most
        record("1234567890123456:1|c", "g:0|g" + (char) Lines.JOINT + "g:-5|g");
        rounds(2);
        assertThat(transport.last().packets)
                .containsExactly("123456789:1|c\ng:0|g\ng:-5|g\n", "x:1|c\n1234567890123456:1|c\n", "g:0|g\ng:-5|g\n");
        assertBalanced(5, 0);
    }

    @Test
    void runOnce_packsDatagramsOfWholeLines() {
        transport.datagram = true;
        start(SETTINGS);
        for (int i = 10; i < 30; i++) {
            record("line " + i);
        }
        rounds(2);
        assertThat(transport.last().packets)
                .hasSize(5)
                .allSatisfy(packet -> assertThat(packet.lines()).hasSize(4));
        assertBalanced(20, 0);
    }

    @Test
    void runOnce_sendsADatagramAgainThatWasRefused() {
        transport.datagram = true;
        start(SETTINGS);
        record("a");
        loop.runOnce();
        transport.last().broken = true; // the next use of the socket reports it
        record("b");
        loop.runOnce();
        passUntilConnected();
        rounds(1);
        assertThat(transport.last().packets).containsExactly("a\nb\n");
        assertBalanced(2, 0);
    }

    @Test
    void runOnce_sendsOneDatagramUntilItIsSeenThatSomebodyIsThere() {
        transport.datagram = true;
        start(SETTINGS);
        for (int i = 10; i < 18; i++) {
            record("line " + i);
        }
        loop.runOnce();
        loop.runOnce();
        assertThat(transport.last().packets).hasSize(1);
        assertThat(loop.runOnce()).isBetween(1L, TICK.toNanos());
        assertThat(ledger.balance().count(Entry.CONNECTS)).isZero();
        ticker.pass(TICK);
        rounds(1);
        assertThat(transport.last().packets).hasSize(2);
        assertThat(ledger.balance().count(Entry.CONNECTS)).isEqualTo(1);
        assertBalanced(8, 0);
    }

    @Test
    void runOnce_sendsTheLastDatagramAgainIfItWasRefusedBeforeTheAddressIsLeft() {
        transport.datagram = true;
        start(SETTINGS);
        record("a");
        rounds(1);
        transport.last().broken = true;
        transport.stale = true;
        record("b");
        rounds(1);
        passUntilConnected();
        rounds(2);
        assertThat(transport.connections.get(1).packets).containsExactly("a\nb\n");
        assertBalanced(2, 0);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void runOnce_sendsWhatAnOutageHasSavedLittleByLittle(boolean several) {
        transport.datagram = true;
        transport.several = several;
        start(roomy(SETTINGS.stopTimeout()));
        loop.runOnce();
        for (int i = 0; i < 3_000; i++) { // as long as nothing says that the server is gone
            record("a.counter.with.some.name." + (1_000 + i) + ":1|c");
            if (i % 20 == 19) {
                loop.runOnce();
            }
        }
        transport.last().broken = true;
        loop.runOnce();
        ticker.pass(SECOND.multipliedBy(3));
        rounds(4); // the first datagram, and when it goes unrefused those after it
        assertThat(transport.last().packets).hasSizeBetween(2, 1_000); // of 3,000
    }

    @Test
    void stop_sendsWhatHasWaitedInTheTimeThatThereIs() {
        transport.datagram = true;
        start(roomy(TICK.multipliedBy(20)));
        loop.runOnce();
        for (int i = 0; i < 20_000; i++) { // as long as nothing says that the server is gone
            record("a.counter.with.some.name." + (10_000 + i) + ":1|c");
            if (i % 20 == 19) {
                loop.runOnce();
            }
        }
        loop.stop();
        while (!loop.isDone()) {
            ticker.pass(Duration.ofNanos(Math.max(loop.runOnce(), 100_000)));
        }
        loop.close();
        assertThat(ledger.balance().droppedTotal()).isZero();
        assertBalanced(20_000, 0);
    }

    @Test
    void stop_waitsForNoAnswerToAUnixDatagram() {
        transport.unixDatagram = true;
        start(SETTINGS);
        rounds(1);
        record("a");
        ticker.pass(TICK);
        loop.stop();
        rounds(2);
        assertThat(loop.isDone()).isTrue();
        assertThat(transport.received()).isEqualTo("a\n");
        loop.close();
        assertBalanced(1, 0);
    }

    private static SenderSettings roomy(Duration stopTimeout) {
        return new SenderSettings(
                "server", LONGEST, 1 << 20, null, true, SETTINGS.fold(), SETTINGS.link(), stopTimeout);
    }

    private void severalAtOnce(boolean skipsEmptyLines) {
        transport.datagram = true;
        transport.several = true;
        transport.skipsEmptyLines = skipsEmptyLines;
        start(SETTINGS);
    }
}
