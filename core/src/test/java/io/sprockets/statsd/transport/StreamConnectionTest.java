package io.sprockets.statsd.transport;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import org.junit.jupiter.api.Test;

class StreamConnectionTest {
    @Test
    void isEstablished_throwsWhenTheConnectionIsToItself() throws Exception {
        try (Selector selector = Selector.open();
                SocketChannel channel = SocketChannel.open()) {
            channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            channel.connect(channel.getLocalAddress()); // TCP's simultaneous open
            channel.configureBlocking(false);
            StreamConnection connection =
                    new StreamConnection(channel, channel.register(selector, SelectionKey.OP_READ));
            assertThatThrownBy(connection::isEstablished).isInstanceOf(ConnectException.class);
        }
    }
}
