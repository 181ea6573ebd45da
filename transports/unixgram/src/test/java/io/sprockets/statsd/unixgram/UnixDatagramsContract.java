package io.sprockets.statsd.unixgram;

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

/** What the connector relies on, whichever module opens its sockets. */
public abstract class UnixDatagramsContract {
    private final UnixDatagrams sockets = sockets();

    @TempDir
    Path folder;

    /** The provider, which has no state. */
    protected abstract UnixDatagrams sockets();

    /** A socket that is bound to a free path. */
    protected abstract Inlet bind(Path path) throws IOException;

    @Test
    final void isSupported_here() {
        assertThat(sockets.isSupported()).isTrue();
    }

    @Test
    final void connect_throwsWhereNobodyListens() throws IOException {
        assertThatThrownBy(() -> sockets.connect(socket())).isInstanceOf(SocketException.class);
        listen().close();
        assertThat(Files.exists(socket())).isTrue();
        assertThatThrownBy(() -> sockets.connect(socket()))
                .isInstanceOf(SocketException.class)
                .hasMessageContaining("refused");
    }

    @Test
    final void write_isRefusedAtOnceWhenTheServerIsGone() throws IOException {
        Agent agent = listen();
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
    final void write_saysThatADatagramIsTooLongAndGoesOn() throws IOException {
        try (Agent agent = listen();
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
    final void selector_saysWhenThereIsRoomAndNotBefore() throws IOException {
        try (Agent agent = listen();
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
    final void services_nameTheProviderForTheClassPathToo() throws IOException {
        String file = "/META-INF/services/" + UnixDatagrams.class.getName();
        try (InputStream stream = sockets.getClass().getResourceAsStream(file)) {
            assertThat(stream)
                    .asString(UTF_8)
                    .isEqualToIgnoringNewLines(sockets.getClass().getName());
        }
    }

    private Agent listen() throws IOException {
        return Agent.listen(socket(), this::bind);
    }

    private Path socket() {
        return folder.resolve("agent.sock");
    }

    private static ByteBuffer bytes(int count) {
        return ByteBuffer.allocateDirect(count);
    }
}
