package io.sprockets.statsd.sender;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sprockets.statsd.ledger.Ledger;
import io.sprockets.statsd.link.Backlog;
import io.sprockets.statsd.link.Link;
import io.sprockets.statsd.link.LinkListener;
import io.sprockets.statsd.link.LinkSettings;
import io.sprockets.statsd.transport.FakeTransport;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What is told of a connection that is to follow one which works. */
class NextConnectionTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final int LINE = 64; // bytes at most
    private static final LinkSettings CONFIRMED = new LinkSettings(
            SECOND, SECOND, SECOND.multipliedBy(30), SECOND.multipliedBy(10), SECOND.multipliedBy(30), null, null);

    private final FakeTicker ticker = new FakeTicker();
    private final FakeTransport transport = new FakeTransport();
    private final Backlog backlog = new Backlog(4 * LINE, LINE, ByteBuffer::allocate);
    private final List<String> told = new ArrayList<>();
    private final Link link =
            new Link(transport, CONFIRMED, backlog, new Ledger(), new Told(), new SplittableRandom(1), ticker.read());

    @Test
    void link_saysWhyTheNextConnectionCannotBeOpenedOnceTheCurrentOneHasOutlivedIt() {
        rounds(3);
        append("a");
        rounds(2);
        transport.refusing = true;
        pass(SECOND);
        assertThat(told).containsExactly("connected");
        pass(SECOND);
        assertThat(told).containsExactly("connected", "not followed: java.net.ConnectException: refused");
        assertThat(link.isUp()).isTrue();
    }

    @Test
    void link_saysThatTheNextConnectionIsThereInTheEnd() {
        link_saysWhyTheNextConnectionCannotBeOpenedOnceTheCurrentOneHasOutlivedIt();
        told.clear();
        transport.refusing = false;
        pass(SECOND);
        transport.connections.get(0).ended = true; // as it was asked to
        rounds(10);
        assertThat(told).containsExactly("connected");
        append("b");
        pass(SECOND);
        transport.connections.get(1).ended = true;
        rounds(10);
        assertThat(transport.connections).hasSize(3);
        assertThat(told).as("the one after that is nothing special").containsExactly("connected");
    }

    @Test
    void link_saysNothingOfOneThatFailsAsTheCurrentOneDoes() {
        rounds(3);
        append("a");
        rounds(2);
        transport.refusing = true;
        pass(SECOND);
        transport.last().broken = true;
        rounds(2);
        assertThat(told).containsExactly("connected", "connection lost: java.io.IOException: broken");
    }

    @Test
    void link_givesLinesUpForTheReasonThatIsSo() {
        rounds(3);
        append("a".repeat(LINE - 1), "b".repeat(LINE - 1), "c".repeat(LINE - 1), "d".repeat(LINE - 1));
        transport.refusing = true;
        pass(SECOND.multipliedBy(4));
        assertThat(told)
                .contains("not followed: java.net.ConnectException: refused")
                .contains("unconfirmed: no other connection can be opened, and there is no room for more lines"
                        + " (java.net.ConnectException: refused)");
    }

    @Test
    void link_waitsAfterATlsHandshakeOnlyForAsLongAsThePeerIsAway() {
        transport.accepting = false;
        rounds(1);
        transport.reached = true; // 10 ms later
        pass(SECOND.multipliedBy(5));
        transport.accepting = true; // the handshake has taken five seconds
        rounds(4);
        assertThat(told).as("two round trips after it").containsExactly("connected");
    }

    @Test
    void link_tellsAPeerThatDoesNotSpeakTlsFromOneThatIsNotThere() {
        transport.accepting = false;
        rounds(1);
        pass(SECOND.multipliedBy(10));
        transport.reached = true;
        pass(SECOND.multipliedBy(12));
        assertThat(told)
                .containsExactly(
                        "cannot connect: java.net.SocketTimeoutException: no connection within PT10S",
                        "cannot connect: java.net.SocketTimeoutException: connected, but no TLS handshake within PT10S;"
                                + " does this port speak TLS?");
    }

    private void append(String... lines) {
        for (String line : lines) {
            byte[] bytes = (line + "\n").getBytes(UTF_8);
            assertThat(backlog.append(bytes, bytes.length, 1, false)).isTrue();
        }
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

    /** Keeps what the link tells. */
    private final class Told implements LinkListener {
        @Override
        public void connected() {
            told.add("connected");
        }

        @Override
        public void failed(long now, String what, Exception reason) {
            told.add(what + ": " + reason);
        }

        @Override
        public void notFollowed(long now, Exception reason) {
            told.add("not followed: " + reason);
        }

        @Override
        public void unconfirmed(long now, String why) {
            told.add("unconfirmed: " + why);
        }
    }
}
