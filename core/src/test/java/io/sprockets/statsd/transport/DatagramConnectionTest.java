package io.sprockets.statsd.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sprockets.statsd.spi.UdpDatagrams;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When several datagrams are handed over with a call, and when one by one. */
class DatagramConnectionTest {
    private final Scripted sockets = new Scripted();
    private final Transport transport =
            SelectorTransport.udp(List.of("127.0.0.1"), 8125, 1432, Duration.ofMinutes(1), true, Optional.of(sockets));
    private Connection connection;

    @BeforeEach
    void open() throws IOException {
        connection = Objects.requireNonNull(transport.open(0));
    }

    @AfterEach
    void close() {
        connection.close();
        transport.close();
    }

    @Test
    void sendSeveral_goesOnAfterAFailureThatOneDatagramMeetsToo() throws IOException {
        SocketException failure = new SocketException("Network is unreachable");
        sockets.failure = failure;
        assertThatThrownBy(connection::sendSeveral).isSameAs(failure);
        assertThat(connection.several()).isNotNull();
        sockets.failure = null;
        sockets.taken = 1;
        assertThat(connection.sendSeveral()).isTrue();
    }

    @Test
    void sendSeveral_givesUpWhereOnlyOneIsTaken() {
        sockets.taken = -1;
        assertThatThrownBy(connection::sendSeveral).isInstanceOf(SocketException.class);
        assertThat(connection.several()).isNull();
    }

    @Test
    void sendSeveral_offersThemAgainIfThereIsNoRoom() throws IOException {
        sockets.taken = 0;
        assertThat(connection.sendSeveral()).isFalse();
        assertThat(connection.several()).isNotNull();
    }

    /** Says what it is told to. */
    private static final class Scripted implements UdpDatagrams {
        private @Nullable SocketException failure;
        private int taken;

        @Override
        public boolean isSupported() {
            return true;
        }

        @Override
        public Selector openSelector() throws IOException {
            return Selector.open();
        }

        @Override
        public ByteBuffer memory(Selector selector) {
            return ByteBuffer.allocateDirect(1 << 16);
        }

        @Override
        public DatagramChannel connect(InetSocketAddress server) throws IOException {
            DatagramChannel channel = DatagramChannel.open();
            channel.configureBlocking(false);
            return channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getPort()));
        }

        @Override
        public int write(DatagramChannel channel, int datagramBytes) throws IOException {
            if (failure != null) {
                throw failure;
            }
            return taken;
        }
    }
}
