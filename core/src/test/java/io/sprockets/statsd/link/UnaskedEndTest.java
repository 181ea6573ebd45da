package io.sprockets.statsd.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sprockets.statsd.transport.FakeTransport;
import io.sprockets.statsd.transport.FakeTransport.FakeConnection;
import java.io.IOException;
import java.net.ConnectException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A FIN that nobody asked for. */
class UnaskedEndTest {
    private final FakeTransport transport = new FakeTransport();
    private final UnaskedEnd end = new UnaskedEnd();
    private FakeConnection connection;

    @BeforeEach
    void connect() throws IOException {
        transport.open(0);
        connection = transport.last();
    }

    @Test
    void hasCome_isNotWhileTheServerIsThere() throws IOException {
        assertThat(end.hasCome(connection, true)).isFalse();
        end.carried();
        assertThat(end.hasCome(connection, false)).isFalse();
        assertThat(connection.calls).isZero();
    }

    @Test
    void hasCome_isALossOfWhatTheConnectionHasCarried() {
        end.carried();
        connection.ended = true;

        assertThatThrownBy(() -> end.hasCome(connection, true))
                .isInstanceOf(ConnectException.class)
                .hasMessage("the server closed the connection");
    }

    @Test
    void hasCome_isAFailureUnlessItMayBeThatOfAServerThatReadsOn() {
        connection.ended = true;

        assertThatThrownBy(() -> end.hasCome(connection, false)).isInstanceOf(ConnectException.class);
    }

    @Test
    void hasCome_asksTheServerWhichMayAnswerWithAReset() {
        connection.ended = true; // and the fake resets

        assertThatThrownBy(() -> end.hasCome(connection, true))
                .isInstanceOf(ConnectException.class)
                .hasMessage("the server closed the connection");
        assertThat(connection.calls).isEqualTo(1);
    }

    @Test
    void leavesAReader_afterFourEmptyLinesWithoutAReset() throws IOException {
        for (int i = 0; i < 3; i++) {
            assertThat(end.leavesAReader(connection)).isFalse();
            assertThat(end.isDeaf()).isFalse();
        }
        assertThat(end.leavesAReader(connection)).isTrue();

        assertThat(end.isDeaf()).isTrue();
        assertThat(connection.received).hasToString("\n\n\n\n");
        end.carried();
        connection.ended = true;
        assertThat(end.hasCome(connection, false)).as("once it is known").isFalse();
    }
}
