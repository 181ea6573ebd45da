package io.sprockets.statsd.unixgram;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.newsclub.net.unix.AFUNIXDatagramChannel;
import org.newsclub.net.unix.AFUNIXSelectorProvider;
import org.newsclub.net.unix.AFUNIXSocketAddress;

/** With junixsocket, on every JDK. */
final class JunixInlet implements Inlet {
    private final AFUNIXDatagramChannel channel;
    private final ByteBuffer datagram = ByteBuffer.allocateDirect(1 << 16);

    JunixInlet(Path path) throws IOException {
        channel = AFUNIXSelectorProvider.provider().openDatagramChannel();
        channel.bind(AFUNIXSocketAddress.of(path));
        channel.configureBlocking(false);
    }

    @Override
    public @Nullable String receive() throws IOException {
        if (channel.receive(datagram.clear()) == null && datagram.position() == 0) {
            return null;
        }
        return UTF_8.decode(datagram.flip()).toString();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
