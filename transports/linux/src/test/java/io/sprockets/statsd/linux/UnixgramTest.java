package io.sprockets.statsd.linux;

import io.sprockets.statsd.unixgram.Inlet;
import io.sprockets.statsd.unixgram.UnixgramContract;
import java.io.IOException;
import java.nio.file.Path;

/** The connector and its server both do without junixsocket. */
class UnixgramTest extends UnixgramContract {
    @Override
    protected Inlet bind(Path path) throws IOException {
        return new Receiver(path);
    }
}
