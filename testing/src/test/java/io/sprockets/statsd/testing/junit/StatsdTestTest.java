package io.sprockets.statsd.testing.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sprockets.statsd.testing.StatsdServer;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

@StatsdTest
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class StatsdTestTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final StatsdServer server;

    StatsdTestTest(StatsdServer server) {
        this.server = server;
    }

    @Test
    @Order(1)
    void theSameServerIsPassedToConstructorAndTest(StatsdServer passed) throws IOException {
        assertThat(passed).isSameAs(server);
        send("orders:1|c\n");

        server.await("orders", PATIENCE);
        assertThat(server.counter("orders")).isEqualTo(1);
        server.refuse();
        assertThatThrownBy(() -> send("x:1|c\n")).isInstanceOf(ConnectException.class);
    }

    @Test
    @Order(2)
    void whatWasReceivedBeforeIsForgottenAndFaultsAreOver() throws IOException {
        assertThat(server.linesReceived()).isZero();
        send("time:5|ms\nset:a|s\ngauge:1|g\n");

        server.await("time", PATIENCE);
        server.await("set", PATIENCE);
        server.await("gauge", PATIENCE);
    }

    @Test
    @Order(3)
    void whatDoesNotComeIsToldWithWhatDid() throws IOException {
        send("orders:1|c\n");
        server.await("orders", PATIENCE);

        assertThatThrownBy(() -> server.await("refunds", Duration.ofMillis(1)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContainingAll("refunds", "orders:1|c");
    }

    @Test
    void theServerIsClosedInTheWayThatJunit6Asks() {
        assertThat(StatsdExtension.class.getDeclaredClasses())
                .isNotEmpty()
                .allSatisfy(running -> assertThat(AutoCloseable.class).isAssignableFrom(running));
    }

    @Nested
    class Inner {
        @Test
        void nestedClassesShareIt(StatsdServer passed) {
            assertThat(passed).isSameAs(server);
        }
    }

    private void send(String lines) throws IOException {
        try (Socket socket = new Socket(server.host(), server.port())) {
            socket.getOutputStream().write(lines.getBytes(StandardCharsets.US_ASCII));
        }
    }
}
