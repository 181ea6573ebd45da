package io.sprockets.statsd.sender;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sprockets.statsd.ledger.Entry;
import io.sprockets.statsd.ledger.Ledger;
import io.sprockets.statsd.link.Backlog;
import io.sprockets.statsd.link.Link;
import io.sprockets.statsd.link.LinkListener;
import io.sprockets.statsd.link.LinkSettings;
import io.sprockets.statsd.transport.FakeTransport;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What a server costs that accepts connections and lines, and loses them, with many lines kept for it. */
class ReplayTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final int LINE = 20; // bytes of each
    private static final int LINES = 50_000;
    private static final LinkSettings CONFIRMED = new LinkSettings(
            SECOND, SECOND, SECOND.multipliedBy(30), SECOND.multipliedBy(10), SECOND.multipliedBy(30), null, null);

    private final FakeTicker ticker = new FakeTicker();
    private final FakeTransport transport = new FakeTransport();
    private final Backlog backlog = new Backlog(1 << 22, 64, ByteBuffer::allocate);
    private final Ledger ledger = new Ledger();
    private final Link link =
            new Link(transport, CONFIRMED, backlog, ledger, new Silent(), new SplittableRandom(1), ticker.read());

    @Test
    void link_sendsAFewOfManyLinesAgainUntilTheServerHasReadSome() {
        append(LINES);
        int losses = 50;
        for (int i = 0; i < losses; i++) {
            awaitLines();
            transport.last().broken = true;
            rounds(1);
        }
        long atOnce = (1 << 17) / LINE; // what is unproven at most, and a packet
        assertThat(ledger.count(Entry.REPLAYED)).isLessThanOrEqualTo(LINES + losses * atOnce);
        answerUntilAllIsConfirmed();
        assertThat(ledger.count(Entry.SENT)).isEqualTo(LINES);
    }

    @Test
    void link_sendsAllAgainOnceTheServerHasReadSome() {
        append(LINES);
        awaitLines();
        transport.last().broken = true;
        rounds(1);
        answerUntilAllIsConfirmed();
        assertThat(ledger.count(Entry.REPLAYED)).isLessThanOrEqualTo(LINES);
        assertThat(transport.connections)
                .as("the first, the one that shows a reader, the rest")
                .hasSizeLessThan(10);
    }

    @Test
    void link_sendsAllAgainToAServerThatTakesOneConnectionOnly() {
        append(LINES);
        awaitLines();
        transport.last().broken = true;
        rounds(1);
        awaitLines();
        transport.refusing = true;
        pass(SECOND);
        assertThat(transport.last().received.length()).isLessThan(1 << 17);
        assertThat(link.isMoving(ticker.read()))
                .as("it is not the server that is slow")
                .isTrue();
        pass(SECOND.multipliedBy(4));
        assertThat(transport.last().received.length()).isEqualTo(LINES * LINE);
    }

    private void append(int lines) {
        for (int i = 0; i < lines; i++) {
            byte[] line = (("line." + i + "x".repeat(LINE)).substring(0, LINE - 1) + "\n").getBytes(UTF_8);
            assertThat(backlog.append(line, line.length, 1, false)).isTrue();
        }
    }

    /** Until a new connection has carried something, and a few rounds more. */
    private void awaitLines() {
        int before = transport.connections.size();
        for (int i = 0; i < 10_000 && (transport.connections.size() == before || !carries()); i++) {
            rounds(1);
        }
        rounds(5);
        assertThat(carries()).isTrue();
    }

    private boolean carries() {
        return !transport.last().received.isEmpty();
    }

    private void answerUntilAllIsConfirmed() {
        for (int i = 0; i < 10_000 && ledger.count(Entry.CONFIRMED) < LINES; i++) {
            rounds(1);
            transport.connections.forEach(connection -> connection.ended = connection.finished);
        }
        assertThat(ledger.count(Entry.CONFIRMED)).isEqualTo(LINES);
    }

    private void pass(Duration time) {
        rounds((int) (time.toNanos() / SendLoopScenario.TICK.toNanos()));
    }

    private void rounds(int count) {
        for (int i = 0; i < count; i++) {
            link.advance(ticker.read());
            link.send(ticker.read(), Long.MAX_VALUE);
            ticker.pass(SendLoopScenario.TICK);
        }
    }

    /** Nobody listens. */
    private static final class Silent implements LinkListener {
        @Override
        public void connected() {}

        @Override
        public void failed(long now, String what, Exception reason) {}

        @Override
        public void notFollowed(long now, Exception reason) {}

        @Override
        public void unconfirmed(long now, String why) {}
    }
}
