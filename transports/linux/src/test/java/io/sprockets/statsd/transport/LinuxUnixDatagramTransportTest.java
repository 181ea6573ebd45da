package io.sprockets.statsd.transport;

import io.sprockets.statsd.linux.LinuxUnixDatagrams;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.newsclub.net.unix.AFUNIXSelectorProvider;
import org.newsclub.net.unix.AFUNIXSocketAddress;

/** The contract of core's transports, over Linux's own system calls; junixsocket is only the server. */
class LinuxUnixDatagramTransportTest extends DatagramTransportContract {
    @TempDir
    private Path folder;

    @Override
    DatagramPeer listen() throws IOException {
        return new DatagramPeer(
                AFUNIXSelectorProvider.provider().openDatagramChannel().bind(AFUNIXSocketAddress.of(path())));
    }

    @Override
    Transport to(DatagramPeer server) {
        return SelectorTransport.unixDatagram(path(), 8192, new LinuxUnixDatagrams());
    }

    private Path path() {
        return folder.resolve("agent.sock");
    }
}
