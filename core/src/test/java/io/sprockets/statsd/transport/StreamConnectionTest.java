package io.sprockets.statsd.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.awaitility.Awaitility;
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

    @Test
    void probe_tellsWhetherAResetIsBehindTheEnd() throws Exception {
        assertThat(probed("")).isTrue();
        assertThat(probed("too late:1|c\n")).isFalse();
    }

    /** Sends what the server reads, then something behind its end. Returns whether the probe finds no reset. */
    private static boolean probed(String late) throws Exception {
        try (Selector selector = Selector.open();
                ServerSocketChannel server =
                        ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                SocketChannel channel = SocketChannel.open(server.getLocalAddress())) {
            SocketChannel accepted = server.accept();
            channel.configureBlocking(false);
            StreamConnection connection =
                    new StreamConnection(channel, channel.register(selector, SelectionKey.OP_READ));
            connection.isEstablished();
            connection.send(ByteBuffer.wrap(new byte[] {'a'}));
            accepted.read(ByteBuffer.allocate(1));
            accepted.close();
            Awaitility.await().until(connection::isEnded);
            connection.send(ByteBuffer.wrap(late.getBytes(UTF_8)));
            assertThat(connection.isEnded()).isTrue(); // a reset does not show here
            connection.probe();
            return true;
        } catch (IOException reset) {
            return false;
        }
    }
}
