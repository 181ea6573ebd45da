package io.sprockets.statsd.linux;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sprockets.statsd.spi.UnixDatagrams;
import io.sprockets.statsd.unixgram.Agent;
import io.sprockets.statsd.unixgram.Inlet;
import io.sprockets.statsd.unixgram.UnixDatagramsContract;
import java.io.IOException;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinuxUnixDatagramsTest extends UnixDatagramsContract {
    private final LinuxUnixDatagrams sockets = new LinuxUnixDatagrams();

    @TempDir
    Path top;

    @Test
    void connect_reachesAPathOf107Bytes() throws IOException {
        Path longest = pathOf(107);
        try (Agent agent = Agent.listen(longest, this::bind);
                DatagramChannel channel = sockets.connect(longest)) {
            assertThat(channel.write(ByteBuffer.wrap("a".getBytes(UTF_8)))).isEqualTo(1);
            assertThat(agent.read()).containsExactly("a");
        }
    }

    @Test
    void connect_saysThatAPathIsTooLongOrEmpty() {
        assertThatThrownBy(() -> sockets.connect(pathOf(108)))
                .isInstanceOf(SocketException.class)
                .hasMessageContaining("longer than 107 bytes");
        assertThatThrownBy(() -> sockets.connect(Path.of("")))
                .isInstanceOf(SocketException.class)
                .hasMessageContaining("empty");
    }

    @Test
    void connect_saysThatThePathIsAStreamSocketOrNoneAtAll() throws IOException {
        Path path = top.resolve("stream.sock");
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(path));
            assertThatThrownBy(() -> sockets.connect(path)).hasMessageContaining("Protocol wrong type");
        }
        assertThatThrownBy(() -> sockets.connect(top)).hasMessageContaining("Connection refused");
    }

    @Override
    protected UnixDatagrams sockets() {
        return new LinuxUnixDatagrams();
    }

    @Override
    protected Inlet bind(Path path) throws IOException {
        return new Receiver(path);
    }

    private Path pathOf(int bytes) {
        return top.resolve("s".repeat(bytes - top.toString().length() - 1));
    }
}
