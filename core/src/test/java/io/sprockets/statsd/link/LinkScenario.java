package io.sprockets.statsd.link;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.sprockets.statsd.ledger.Entry;
import io.sprockets.statsd.ledger.Ledger;
import io.sprockets.statsd.transport.FakeTransport;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** A link to a server in memory, with lines that wait for it, and a clock that the test moves on. */
abstract class LinkScenario {
    static final long MILLI = 1_000_000;
    static final long SECOND = 1_000 * MILLI;
    static final int LONGEST = 64;

    final FakeTransport transport = new FakeTransport();
    final Backlog backlog = new Backlog(1 << 20, LONGEST, ByteBuffer::allocate);
    final Ledger ledger = new Ledger();
    final List<String> told = new ArrayList<>();
    Link link = link(settings(null));
    long now;

    final Link link(LinkSettings settings) {
        return new Link(transport, settings, backlog, ledger, new Listener(told), new SplittableRandom(1), now);
    }

    static LinkSettings settings(@Nullable Duration confirmEvery) {
        return settings(confirmEvery, null, null);
    }

    static LinkSettings settings(
            @Nullable Duration confirmEvery, @Nullable Duration maxConnectionAge, @Nullable Duration maxIdle) {
        return new LinkSettings(
                confirmEvery,
                Duration.ofSeconds(1),
                Duration.ofSeconds(30),
                Duration.ofSeconds(10),
                Duration.ofSeconds(20),
                maxConnectionAge,
                maxIdle);
    }

    final void append(String... lines) {
        for (String line : lines) {
            byte[] bytes = (line + "\n").getBytes(US_ASCII);
            assertThat(backlog.append(bytes, bytes.length, 1, false)).isTrue();
        }
    }

    /** One round. */
    final void round() {
        link.advance(now);
        link.send(now, Long.MAX_VALUE);
    }

    /** Rounds of ten milliseconds, for so long. */
    final void pass(long nanos) {
        for (long left = nanos; left > 0; left -= State.SETTLE) {
            now += State.SETTLE;
            round();
        }
    }

    /** Until the connection is open. */
    final void connect() {
        round();
        pass(State.SETTLE);
        assertThat(link.isUp()).isTrue();
    }

    final long sent() {
        return ledger.count(Entry.SENT);
    }

    private record Listener(List<String> told) implements LinkListener {
        @Override
        public void connected() {
            told.add("connected");
        }

        @Override
        public void failed(long now, String what, Exception reason) {
            told.add(what + ": " + reason.getMessage());
        }

        @Override
        public void notFollowed(long now, Exception reason) {
            told.add("not followed: " + reason.getMessage());
        }

        @Override
        public void unconfirmed(long now, String why) {
            told.add("unconfirmed: " + why);
        }
    }
}
