package io.sprockets.statsd.transport;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;

/**
 * The records of one TLS connection, in both directions: one at a time is encrypted and sent, and what comes is
 * decrypted and forgotten. One thread uses it.
 */
final class TlsRecords {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final StreamConnection stream;
    private final SSLEngine engine;
    private final TlsBuffers buffers;
    private final ByteBuffer incoming; // encrypted, from position to limit
    private final ByteBuffer outgoing; // encrypted, from position to limit

    TlsRecords(StreamConnection stream, SSLEngine engine, TlsBuffers buffers) {
        this.stream = stream;
        this.engine = engine;
        this.buffers = buffers;
        this.incoming = buffers.take();
        this.outgoing = buffers.take();
    }

    /** Whether the socket has yet to take some of the last record. */
    boolean isUnsent() {
        return outgoing.hasRemaining();
    }

    /** Sends the rest of the last record. Returns whether all of it was taken. */
    boolean flush() throws IOException {
        return !outgoing.hasRemaining() || stream.send(outgoing);
    }

    /** Makes the next record of lines, if the engine does not want something else first. */
    SSLEngineResult wrap(ByteBuffer lines) throws IOException {
        try {
            return engine.wrap(lines, outgoing.clear());
        } finally {
            outgoing.flip();
        }
    }

    /** Makes the next record, if there is one, of what the engine has to say. */
    SSLEngineResult wrapNothing() throws IOException {
        return wrap(NOTHING);
    }

    /**
     * Decrypts a record if there is a whole one, and forgets what it says. Returns whether there was one.
     *
     * @throws EOFException if the server has ended the stream
     */
    boolean receive() throws IOException {
        SSLEngineResult result = engine.unwrap(incoming, buffers.plain.clear());
        while (result.getStatus() == Status.BUFFER_UNDERFLOW) {
            if (!read()) {
                return false;
            }
            result = engine.unwrap(incoming, buffers.plain.clear());
        }
        return result.bytesConsumed() > 0 || result.getHandshakeStatus() == HandshakeStatus.NEED_TASK;
    }

    private boolean read() throws IOException {
        incoming.compact();
        int read;
        try {
            read = stream.read(incoming);
        } finally {
            incoming.flip();
        }
        if (read < 0) {
            throw new EOFException("the connection ended without close_notify");
        }
        return read > 0;
    }

    /** Lends the memory to another connection. */
    void free() {
        buffers.giveBack(incoming);
        buffers.giveBack(outgoing);
    }
}
