package io.sprockets.statsd.unixgram;

import io.sprockets.statsd.spi.UnixDatagrams;
import java.io.IOException;
import java.nio.file.Path;

class JunixDatagramsTest extends UnixDatagramsContract {
    @Override
    protected UnixDatagrams sockets() {
        return new JunixDatagrams();
    }

    @Override
    protected Inlet bind(Path path) throws IOException {
        return new JunixInlet(path);
    }
}
