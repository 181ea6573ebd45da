package io.sprockets.statsd.transport;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class UnixTransportTest extends StreamTransportContract {
    @TempDir
    private Path folder;

    @Override
    StreamPeer listen() throws IOException {
        return StreamPeer.listen(UnixDomainSocketAddress.of(path()), false);
    }

    @Override
    Transport to(StreamPeer server) {
        return SelectorTransport.unix(path());
    }

    private Path path() {
        return folder.resolve("statsd.sock");
    }
}
