package io.sprockets.statsd.linux;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sprockets.statsd.spi.UnixDatagrams;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.file.Files;
import java.nio.file.Path;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the connector relies on. */
class LinuxUnixDatagramsTest {
    private final UnixDatagrams sockets = new LinuxUnixDatagrams();

    @TempDir
    Path folder;

    @Test
    void isSupported_here() {
        assertThat(sockets.isSupported()).isTrue();
    }

    @Test
    void connect_throwsWhereNobodyListens() throws IOException {
        assertThatThrownBy(() -> sockets.connect(socket())).isInstanceOf(SocketException.class);
        Agent.listen(socket()).close();
        assertThat(Files.exists(socket())).isTrue();
        assertThatThrownBy(() -> sockets.connect(socket()))
                .isInstanceOf(SocketException.class)
                .hasMessageContaining("refused");
    }

    @Test
    void write_isRefusedAtOnceWhenTheServerIsGone() throws IOException {
        Agent agent = Agent.listen(socket());
        try (DatagramChannel channel = sockets.connect(socket())) {
            assertThat(channel.write(bytes(10))).isEqualTo(10);
            agent.close();
            ByteBuffer refused = bytes(10);
            assertThatThrownBy(() -> channel.write(refused))
                    .satisfies(failure ->
                            assertThat(sockets.isRefusal((IOException) failure)).isTrue());
            assertThat(refused.position()).isZero();
        }
    }

    @Test
    void write_saysThatADatagramIsTooLongAndGoesOn() throws IOException {
        try (Agent agent = Agent.listen(socket());
                DatagramChannel channel = sockets.connect(socket())) {
            assertThatThrownBy(() -> channel.write(bytes(10_000_000)))
                    .isInstanceOf(IOException.class)
                    .satisfies(failure ->
                            assertThat(sockets.isRefusal((IOException) failure)).isFalse());
            assertThat(channel.write(bytes(8192))).isEqualTo(8192);
            assertThat(agent.readOne()).isTrue();
        }
    }

    @Test
    void selector_saysWhenThereIsRoomAndNotBefore() throws IOException {
        try (Agent agent = Agent.listen(socket());
                Selector selector = sockets.openSelector();
                DatagramChannel channel = sockets.connect(socket())) {
            ByteBuffer datagram = bytes(100);
            while (channel.write(datagram.rewind()) > 0) {}
            assertThat(datagram.position()).isZero();
            channel.register(selector, SelectionKey.OP_READ | SelectionKey.OP_WRITE);
            assertThat(selector.selectNow()).isZero();
            agent.read();
            Awaitility.await().until(() -> selector.selectNow() == 1);
            assertThat(channel.write(datagram)).isEqualTo(100);
        }
    }

    @Test
    void services_nameTheProviderForTheClassPathToo() throws IOException {
        String file = "/META-INF/services/" + UnixDatagrams.class.getName();
        try (InputStream stream = LinuxUnixDatagrams.class.getResourceAsStream(file)) {
            assertThat(stream).asString(UTF_8).isEqualToIgnoringNewLines(LinuxUnixDatagrams.class.getName());
        }
    }

    private Path socket() {
        return folder.resolve("agent.sock");
    }

    private static ByteBuffer bytes(int count) {
        return ByteBuffer.allocateDirect(count);
    }
}
