package io.sprockets.statsd.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.sprockets.statsd.transport.FakeTransport;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How far away the server is. */
class RoundTripTest {
    private final FakeTransport transport = new FakeTransport();
    private final RoundTrip roundTrip = new RoundTrip();

    @BeforeEach
    void connect() throws IOException {
        transport.accepting = false;
        transport.open(0);
    }

    @Test
    void patience_isTwiceTheTimeOfTheFirstAnswer() throws IOException {
        roundTrip.watch(transport.last(), 30);
        assertThat(roundTrip.patience(10)).isEqualTo(10);
        transport.reached = true;
        roundTrip.watch(transport.last(), 40);
        roundTrip.watch(transport.last(), 500);

        assertThat(roundTrip.patience(10)).isEqualTo(80);
        assertThat(roundTrip.patience(100)).isEqualTo(100);
    }

    @Test
    void timeout_saysWhetherAnybodyHasAnswered() throws IOException {
        assertThat(roundTrip.timeout(Duration.ofSeconds(3)))
                .isInstanceOf(SocketTimeoutException.class)
                .hasMessage("no connection within PT3S");
        transport.reached = true;
        roundTrip.watch(transport.last(), 40);

        assertThat(roundTrip.timeout(Duration.ofSeconds(3)))
                .hasMessage("connected, but no TLS handshake within PT3S; does this port speak TLS?");
    }
}
