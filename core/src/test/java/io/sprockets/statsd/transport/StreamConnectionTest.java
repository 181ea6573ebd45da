package io.sprockets.statsd.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
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
}
