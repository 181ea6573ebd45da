package io.sprockets.statsd.unixgram;

import java.io.IOException;
import java.nio.file.Path;

/** With junixsocket. */
class UnixgramTest extends UnixgramContract {
    @Override
    protected Inlet bind(Path path) throws IOException {
        return new JunixInlet(path);
    }
}
