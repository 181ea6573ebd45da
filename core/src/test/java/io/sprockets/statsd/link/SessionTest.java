package io.sprockets.statsd.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sprockets.statsd.transport.FakeTransport;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Each state of a connection ends by an event, or else at its deadline, and not a nanosecond before. */
class SessionTest {
    private static final long SECOND = 1_000_000_000;
    private static final LinkSettings SETTINGS = LinkScenario.settings(null);

    private final FakeTransport transport = new FakeTransport();
    private Session session = session(false, SETTINGS);

    @Test
    void resolving_beginsAtOnceAndFailsAfterTheLookupsPatience() throws IOException {
        transport.lookingUp = true;
        assertThat(session.nanosLeft(0)).isZero();
        assertThat(session.advance(0)).isEqualTo(SessionEvent.NONE);
        assertThat(session.nanosLeft(1)).isEqualTo(5 * SECOND - 1);
        assertThat(session.isBounded()).isTrue();
        assertThat(session.isConnected()).isFalse();
        assertThat(session.advance(5 * SECOND - 1)).isEqualTo(SessionEvent.NONE);

        assertThatThrownBy(() -> session.advance(5 * SECOND)).isInstanceOf(UnknownHostException.class);
    }

    @Test
    void connecting_failsAfterTheConnectTimeout() throws IOException {
        transport.accepting = false;
        assertThat(session.advance(0)).isEqualTo(SessionEvent.NONE);
        assertThat(session.is(State.CONNECTING)).isTrue();
        assertThat(session.isConnected()).isFalse();
        assertThat(session.nanosLeft(0)).isEqualTo(10 * SECOND);
        assertThat(session.advance(10 * SECOND - 1)).isEqualTo(SessionEvent.NONE);

        assertThatThrownBy(() -> session.advance(10 * SECOND))
                .isInstanceOf(SocketTimeoutException.class)
                .hasMessage("no connection within PT10S");
    }

    @Test
    void settling_takesTwoRoundTripsIfTheyAreLonger() throws IOException {
        transport.accepting = false;
        session.advance(0);
        transport.accepting = true;
        assertThat(session.advance(SECOND)).isEqualTo(SessionEvent.NONE);
        assertThat(session.is(State.SETTLING)).isTrue();
        assertThat(session.advance(3 * SECOND - 1)).isEqualTo(SessionEvent.NONE);

        assertThat(session.advance(3 * SECOND)).isEqualTo(SessionEvent.OPENED);
        assertThat(session.isConnected()).isTrue();
    }

    @Test
    void settling_waitsForAProbeOverUdp() throws IOException {
        session = session(true, SETTINGS);
        assertThat(session.awaitsProbe()).isFalse();
        session.advance(0);
        assertThat(session.awaitsProbe()).isTrue();
        assertThat(session.isBounded()).isTrue();
        assertThat(session.advance(3_600 * SECOND)).isEqualTo(SessionEvent.NONE);
        session.probed(3_600 * SECOND, 5);
        assertThat(session.awaitsProbe()).isFalse();
        assertThat(session.advance(3_600 * SECOND + 4)).isEqualTo(SessionEvent.NONE);

        assertThat(session.advance(3_600 * SECOND + 5)).isEqualTo(SessionEvent.OPENED);
    }

    @Test
    void open_hasADeadlineWhileLinesWait() throws IOException {
        open();
        assertThat(session.nanosLeft(0)).isEqualTo(Deadline.NEVER);
        session.expectProgress(SECOND);
        session.expectProgress(2 * SECOND);
        assertThat(session.nanosLeft(SECOND)).isEqualTo(20 * SECOND);
        assertThat(session.isStalled(SECOND + State.STALL - 1)).isFalse();
        assertThat(session.isStalled(SECOND + State.STALL)).isTrue();
        session.took(3 * SECOND, true);
        assertThat(session.nanosLeft(3 * SECOND)).isEqualTo(20 * SECOND);
        assertThat(session.isStalled(3 * SECOND)).isFalse();
        assertThat(session.advance(23 * SECOND - 1)).isEqualTo(SessionEvent.NONE);
        assertThatThrownBy(() -> session.advance(23 * SECOND)).hasMessage("the server accepted no bytes for PT20S");

        session.took(24 * SECOND, false);
        assertThat(session.nanosLeft(24 * SECOND)).isEqualTo(Deadline.NEVER);
        assertThat(session.isStalled(3_600 * SECOND)).isFalse();
    }

    @Test
    void expectProgress_isOfAnOpenConnectionOnly() throws IOException {
        session.advance(0);
        session.expectProgress(5);

        assertThat(session.is(State.SETTLING)).isTrue();
    }

    @Test
    void quiet_endsWithTheHalfClose() throws IOException {
        open();
        session.hush(SECOND);
        assertThat(session.advance(SECOND)).isEqualTo(SessionEvent.NONE);
        assertThat(session.is(State.QUIET)).isTrue();
        assertThat(session.isConnected()).isTrue();
        assertThat(session.advance(SECOND + State.SETTLE - 1)).isEqualTo(SessionEvent.NONE);
        assertThat(session.advance(SECOND + State.SETTLE)).isEqualTo(SessionEvent.QUIETED);

        session.unhush(2 * SECOND);
        assertThat(session.is(State.OPEN)).isTrue();
        assertThat(session.nanosLeft(2 * SECOND)).isEqualTo(Deadline.NEVER);
    }

    /** An end that comes before or soon after is no answer, as it may cross the last lines. */
    @Test
    void quiet_lastsForAMomentSinceAllHasArrived() throws IOException {
        open();
        transport.last().underway = true;
        session.hush(SECOND);
        assertThat(session.is(State.ARRIVING)).isTrue();
        assertThat(session.isConnected()).isTrue();
        assertThat(session.advance(SECOND)).isEqualTo(SessionEvent.NONE);
        assertThat(session.nanosLeft(SECOND)).isEqualTo(State.LOOK);
        assertThat(session.advance(2 * SECOND)).isEqualTo(SessionEvent.NONE);
        transport.last().underway = false;
        assertThat(session.advance(3 * SECOND)).isEqualTo(SessionEvent.NONE);
        assertThat(session.advance(3 * SECOND + State.SETTLE - 1)).isEqualTo(SessionEvent.NONE);
        assertThat(session.advance(3 * SECOND + State.SETTLE)).isEqualTo(SessionEvent.QUIETED);
    }

    @Test
    void quiet_endsThoughNothingArrivesAnyMore() throws IOException {
        open();
        transport.last().underway = true;
        session.hush(SECOND);
        assertThat(session.advance(SECOND)).isEqualTo(SessionEvent.NONE);
        assertThat(session.advance(21 * SECOND - 1)).isEqualTo(SessionEvent.NONE);
        assertThat(session.advance(21 * SECOND)).isEqualTo(SessionEvent.NONE);
        assertThat(session.advance(21 * SECOND + State.SETTLE)).isEqualTo(SessionEvent.QUIETED);
    }

    @Test
    void halfClosed_isAnsweredByAFin() throws IOException {
        open();
        session.finish(SECOND, true);
        assertThat(transport.last().finished).isTrue();
        assertThat(session.isConnected()).isTrue();
        assertThat(session.nanosLeft(SECOND)).isEqualTo(20 * SECOND);
        assertThat(session.advance(SECOND)).isEqualTo(SessionEvent.NONE);
        transport.last().ended = true;

        assertThat(session.advance(SECOND)).isEqualTo(SessionEvent.ANSWERED);
    }

    @Test
    void halfClosed_isSilentAfterTheWriteTimeout() throws IOException {
        open();
        session.finish(SECOND, true);
        assertThat(session.advance(21 * SECOND - 1)).isEqualTo(SessionEvent.NONE);

        assertThat(session.advance(21 * SECOND)).isEqualTo(SessionEvent.SILENT);
    }

    @Test
    void halfClosed_isSilentAfterASecondWhereTheAnswerDecidesNothing() throws IOException {
        open();
        session.finish(SECOND, false);
        assertThat(session.advance(2 * SECOND - 1)).isEqualTo(SessionEvent.NONE);

        assertThat(session.advance(2 * SECOND)).isEqualTo(SessionEvent.SILENT);
    }

    @Test
    void doubtful_isBelievedAfterAMoment() throws IOException {
        open();
        session.finish(SECOND, true);
        session.doubt(SECOND);
        assertThat(transport.last().closed).isTrue();
        assertThat(session.isConnected()).isFalse();
        assertThat(session.advance(SECOND + State.DOUBT - 1)).isEqualTo(SessionEvent.NONE);

        assertThat(session.advance(SECOND + State.DOUBT)).isEqualTo(SessionEvent.BELIEVED);
    }

    @Test
    void doubtful_takesAsLongAsTheAnswerTook() throws IOException {
        open();
        session.finish(SECOND, true);
        session.doubt(6 * SECOND);
        assertThat(session.advance(11 * SECOND - 1)).isEqualTo(SessionEvent.NONE);

        assertThat(session.advance(11 * SECOND)).isEqualTo(SessionEvent.BELIEVED);
    }

    @Test
    void open_failsWhenTheServerEndsItWithConfirmedDelivery() throws IOException {
        session = session(false, LinkScenario.settings(Duration.ofSeconds(1)));
        open();
        transport.last().ended = true;

        assertThatThrownBy(() -> session.advance(SECOND)).hasMessage("the server closed the connection");
    }

    @Test
    void close_closesTheConnectionOnce() throws IOException {
        open();
        session.close();
        assertThat(session.is(State.CLOSED)).isTrue();
        assertThat(session.isBounded()).isTrue();
        assertThat(session.isConnected()).isFalse();
        assertThat(transport.last().closed).isTrue();
        transport.last().closed = false;
        session.close();

        assertThat(transport.last().closed).isFalse();
        assertThat(session.advance(SECOND)).isEqualTo(SessionEvent.NONE);
    }

    @Test
    void none_isClosed() throws IOException {
        Session none = Session.none(SETTINGS);

        assertThat(none.is(State.CLOSED)).isTrue();
        assertThat(none.advance(0)).isEqualTo(SessionEvent.NONE);
        assertThat(none.nanosLeft(0)).isEqualTo(Deadline.NEVER);
    }

    private void open() throws IOException {
        session.advance(0);
        assertThat(session.advance(State.SETTLE)).isEqualTo(SessionEvent.OPENED);
    }

    private Session session(boolean probes, LinkSettings settings) {
        return new Session(transport::open, probes, settings, 0);
    }
}
