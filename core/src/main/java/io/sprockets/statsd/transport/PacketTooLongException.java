package io.sprockets.statsd.transport;

import java.io.IOException;

/** The network takes no datagram of that size; the connection is as good as before. */
public final class PacketTooLongException extends IOException {
    private static final long serialVersionUID = 1;

    /** Keeps what the system said. */
    public PacketTooLongException(IOException cause) {
        super(cause.getMessage(), cause);
    }
}
