package io.sprockets.statsd.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class StreamConnectionTest {
    @Test
    void isEstablished_throwsWhenTheConnectionIsToItself() throws Exception {
        try (Selector selector = Selector.open();
                SocketChannel channel = SocketChannel.open()) {
            channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            channel.connect(channel.getLocalAddress()); // TCP's simultaneous open
            channel.configureBlocking(false);
            StreamConnection connection = StreamConnection.on(channel, Poller.on(selector));
            assertThatThrownBy(connection::isEstablished).isInstanceOf(ConnectException.class);
        }
    }

    @Test
    void open_letsTheKernelAskAnIdlePeerEachMinute() throws Exception {
        try (Selector selector = Selector.open();
                ServerSocketChannel server =
                        ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                StreamConnection connection = StreamConnection.open(server.getLocalAddress(), Poller.on(selector))) {
            SocketChannel channel = connection.channel;
            Map<String, SocketOption<?>> options =
                    channel.supportedOptions().stream().collect(Collectors.toMap(SocketOption::name, option -> option));
            assertThat(channel.getOption(StandardSocketOptions.SO_KEEPALIVE)).isTrue();
            assertThat(channel.getOption(options.get("TCP_KEEPIDLE"))).isEqualTo(60);
            assertThat(channel.getOption(options.get("TCP_KEEPINTERVAL"))).isEqualTo(10);
            assertThat(channel.getOption(options.get("TCP_KEEPCOUNT"))).isEqualTo(6);
        }
    }

    @Test
    void hasArrived_isFalseWhileThePeersBufferIsFull() throws Exception {
        try (Selector selector = Selector.open();
                ServerSocketChannel server =
                        ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                StreamConnection connection = StreamConnection.open(server.getLocalAddress(), Poller.on(selector));
                SocketChannel peer = server.accept()) {
            await().until(connection::isEstablished);
            assertThat(connection.hasArrived()).isTrue();
            ByteBuffer lines = ByteBuffer.allocateDirect(1 << 16);
            int sent = 0;
            while (connection.send(lines.clear())) {
                sent += lines.capacity();
            }
            sent += lines.position();
            assertThat(sent).isGreaterThan(1 << 16); // the socket has all of its buffer
            assertThat(connection.hasArrived()).isFalse();
            assertThat(connection.hasArrived()).isFalse();
            for (int read = 0; read < sent; read += peer.read(lines.clear())) {
                lines.clear();
            }
            await().until(connection::hasArrived);
            assertThat(connection.send(lines.clear())).isTrue();
        }
    }
}
