package io.sprockets.statsd.unixgram;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A Unix datagram socket that receives, without waiting. One thread uses it at a time. */
public interface Inlet extends Closeable {
    /** Opens one. */
    interface Binder {
        /** Binds it to a path, which is free. */
        Inlet bind(Path path) throws IOException;
    }

    /** A datagram; null if none is there, or once this is closed. */
    @Nullable
    String receive() throws IOException;

    /** Leaves the path behind, as a process that dies. */
    @Override
    void close() throws IOException;
}
