package io.sprockets.statsd.transport;

import io.sprockets.statsd.spi.UnixDatagrams;
import java.io.IOException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.Selector;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.newsclub.net.unix.AFUNIXSelectorProvider;
import org.newsclub.net.unix.AFUNIXSocketAddress;
import org.newsclub.net.unix.ConnectionRefusedSocketException;

class UnixDatagramTransportTest extends DatagramTransportContract {
    @TempDir
    private Path folder;

    @Override
    DatagramPeer listen() throws IOException {
        return new DatagramPeer(
                AFUNIXSelectorProvider.provider().openDatagramChannel().bind(AFUNIXSocketAddress.of(path())));
    }

    @Override
    Transport to(DatagramPeer server) {
        return SelectorTransport.unixDatagram(path(), 8192, new Junixsocket());
    }

    @Override
    long allocatedByTheSystem() {
        return 64; // by junixsocket
    }

    private Path path() {
        return folder.resolve("agent.sock");
    }

    private static final class Junixsocket implements UnixDatagrams {
        @Override
        public boolean isSupported() {
            return true;
        }

        @Override
        public boolean isRefusal(IOException failure) {
            return failure instanceof ConnectionRefusedSocketException;
        }

        @Override
        public Selector openSelector() throws IOException {
            return AFUNIXSelectorProvider.provider().openSelector();
        }

        @Override
        public DatagramChannel connect(Path socket) throws IOException {
            DatagramChannel channel = AFUNIXSelectorProvider.provider().openDatagramChannel();
            channel.configureBlocking(false);
            return channel.connect(AFUNIXSocketAddress.of(socket));
        }
    }
}
