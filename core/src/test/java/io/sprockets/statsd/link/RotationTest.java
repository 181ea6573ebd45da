package io.sprockets.statsd.link;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.sprockets.statsd.ledger.Ledger;
import io.sprockets.statsd.link.Rotation.When;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** When a stream is replaced. */
class RotationTest {
    private static final long MILLI = 1_000_000;
    private static final long SECOND = 1_000 * MILLI;

    private final Backlog backlog = new Backlog(1 << 20, 64, ByteBuffer::allocate);
    private final Retention kept = new KeepUntilRead(backlog, new Ledger());

    @Test
    void when_isAfterTheIntervalOfConfirmedDelivery() {
        Rotation rotation = rotation(LinkScenario.settings(Duration.ofSeconds(1)));
        handOver(1);

        assertThat(rotation.when(0)).isEqualTo(When.LATER);
        assertThat(rotation.nanosUntilSoon(0)).isEqualTo(SECOND - 35 * MILLI);
        assertThat(rotation.when(SECOND - 35 * MILLI - 1)).isEqualTo(When.LATER);
        assertThat(rotation.when(SECOND - 35 * MILLI)).isEqualTo(When.SOON);
        assertThat(rotation.nanosUntilSoon(SECOND - 1)).isZero();
        assertThat(rotation.when(SECOND)).isEqualTo(When.NOW);
        assertThat(rotation.overdue(SECOND)).isZero();
        assertThat(rotation.overdue(SECOND + 7)).isEqualTo(7);
        rotation.begin(SECOND + 7);
        assertThat(rotation.overdue(SECOND + 8)).isZero();
        assertThat(rotation.when(SECOND + 8)).isEqualTo(When.LATER);
    }

    @Test
    void when_isNeverWithoutAnythingUnread() {
        Rotation rotation = rotation(LinkScenario.settings(Duration.ofSeconds(1)));

        assertThat(rotation.when(3_600 * SECOND)).isEqualTo(When.LATER);
    }

    @Test
    void when_isSoonerTheMoreLinesARestartWouldReplay() {
        Rotation rotation = rotation(LinkScenario.settings(Duration.ofSeconds(1)));
        handOver(999);
        assertThat(rotation.nanosLeft(0)).isEqualTo(SECOND);
        handOver(1);
        assertThat(rotation.nanosLeft(0)).isEqualTo(100 * MILLI);
        handOver(20_000);
        assertThat(rotation.nanosLeft(0)).isEqualTo(100 * MILLI);
    }

    @Test
    void when_isSoonWithAQuarterOfTheBacklogUnread() {
        Backlog small = new Backlog(1 << 16, 1 << 12, ByteBuffer::allocate);
        Retention keptThere = new KeepUntilRead(small, new Ledger());
        Rotation rotation = rotation(LinkScenario.settings(Duration.ofSeconds(1)), small, keptThere);
        for (int i = 0; i < 3; i++) {
            handOver(small, keptThere, 1 << 12);
            assertThat(rotation.nanosLeft(0)).isEqualTo(SECOND);
        }
        handOver(small, keptThere, 1 << 12);

        assertThat(rotation.nanosLeft(0)).isEqualTo(100 * MILLI);
    }

    @Test
    void ask_isAtOnceButSparesTheServer() {
        Rotation rotation = rotation(LinkScenario.settings(Duration.ofSeconds(1)));
        handOver(1);
        rotation.ask();
        assertThat(rotation.nanosLeft(0)).isEqualTo(100 * MILLI);
        assertThat(rotation.mayEnd(100 * MILLI - 1)).isFalse();
        assertThat(rotation.mayEnd(100 * MILLI)).isTrue();
        assertThat(rotation.when(100 * MILLI)).isEqualTo(When.NOW);

        rotation.begin(100 * MILLI);
        assertThat(rotation.nanosLeft(100 * MILLI)).isEqualTo(SECOND);
        rotation.ask();
        rotation.hurry();
        assertThat(rotation.nanosLeft(100 * MILLI)).isZero();
        assertThat(rotation.mayEnd(100 * MILLI)).isTrue();
    }

    @Test
    void gathers_afterAConnectionThatWasLeftWithManyLinesUnread() {
        Rotation rotation = rotation(LinkScenario.settings(Duration.ofSeconds(1)));
        handOver(999);
        rotation.leaving();
        assertThat(rotation.gathers(0)).isFalse();
        handOver(1);
        assertThat(rotation.gathers(0)).isFalse();
        rotation.leaving();
        rotation.begin(SECOND);

        assertThat(rotation.gathers(SECOND)).isTrue();
        assertThat(rotation.nanosGathering(SECOND)).isEqualTo(88 * MILLI);
        assertThat(rotation.gathers(SECOND + 88 * MILLI - 1)).isTrue();
        assertThat(rotation.gathers(SECOND + 88 * MILLI)).isFalse();
        assertThat(rotation.nanosGathering(SECOND + 90 * MILLI)).isZero();
        rotation.ask();
        assertThat(rotation.gathers(SECOND)).isFalse();
    }

    @Test
    void when_isRarelyForAServerThatDoesNotAnswer() {
        Rotation rotation = rotation(LinkScenario.settings(Duration.ofSeconds(1)));
        handOver(1);
        kept.silent();
        kept.silent();
        handOver(1);

        assertThat(rotation.nanosLeft(0)).isEqualTo(60 * SECOND);
    }

    @Test
    void when_isAtAnAgeLessAtMostATenth() {
        LinkSettings settings = LinkScenario.settings(null, Duration.ofSeconds(10), null);
        long left = rotation(settings).nanosLeft(0);

        assertThat(left).isBetween(9 * SECOND, 10 * SECOND);
        assertThat(rotation(settings).when(left)).isEqualTo(When.NOW);
        assertThat(rotation(settings).when(left - 1)).isEqualTo(When.SOON);
        assertThat(rotation(settings).nanosLeft(left + 5)).isEqualTo(-5);
    }

    @Test
    void ask_isNothingWithoutConfirmedDelivery() {
        Rotation rotation = rotation(LinkScenario.settings(null));
        handOver(1);
        rotation.ask();

        assertThat(rotation.when(3_600 * SECOND)).isEqualTo(When.LATER);
    }

    private Rotation rotation(LinkSettings settings) {
        return rotation(settings, backlog, kept);
    }

    private static Rotation rotation(LinkSettings settings, Backlog backlog, Retention retention) {
        Rotation rotation = new Rotation(backlog, retention, settings, new SplittableRandom(1));
        rotation.begin(0);
        return rotation;
    }

    private void handOver(int lines) {
        for (int i = 0; i < lines; i++) {
            handOver(backlog, kept, 16);
        }
    }

    private static void handOver(Backlog backlog, Retention retention, int length) {
        byte[] line = ("x".repeat(length - 1) + "\n").getBytes(US_ASCII);
        assertThat(backlog.append(line, line.length, 1, false)).isTrue();
        ByteBuffer next = backlog.next(length);
        int since = next.position();
        next.position(next.limit());
        backlog.handed(since);
        retention.handed(since);
    }
}
