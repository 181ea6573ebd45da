package io.sprockets.statsd.transport;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;

/**
 * An encrypted stream. Lines count as handed over only when the kernel has taken the whole TLS record around them. The
 * half-close is a close_notify, so an end without one did not come from the server and proves nothing. One thread uses
 * it.
 */
final class TlsConnection implements Connection {
    private static final int MOST_READS = 16; // at a time, should the server talk

    private final StreamConnection stream;
    private final SSLEngine engine;
    private final TlsTasks tasks;
    private final TlsRecords records;
    private int loaded; // bytes of lines in the record that is not sent yet
    private State state = State.HANDSHAKE;

    private enum State {
        HANDSHAKE,
        ESTABLISHED,
        FINISHED,
        CLOSED
    }

    private TlsConnection(StreamConnection stream, SSLEngine engine, TlsBuffers buffers, Runnable wake) {
        this.stream = stream;
        this.engine = engine;
        this.tasks = new TlsTasks(engine, wake, buffers.threads);
        this.records = new TlsRecords(stream, engine, buffers);
    }

    static Connection open(InetSocketAddress address, Poller poller, TlsSource source, TlsBuffers buffers)
            throws IOException {
        SSLEngine engine = TlsEngine.to(address, source);
        StreamConnection stream = StreamConnection.open(address, poller);
        try {
            return new TlsConnection(stream, engine, buffers, poller.selector()::wakeup);
        } catch (Throwable e) {
            stream.close();
            throw e;
        }
    }

    @Override
    public boolean isReached() throws IOException {
        return stream.isEstablished();
    }

    @Override
    public boolean isEstablished() throws IOException {
        if (state == State.HANDSHAKE && stream.isEstablished() && advance()) {
            state = State.ESTABLISHED;
        }
        return state != State.HANDSHAKE;
    }

    @Override
    public boolean isEnded() throws IOException {
        if (tasks.areRunning()) {
            return false;
        }
        advance();
        try {
            int reads = 0;
            while (!engine.isInboundDone() && !tasks.areRunning() && records.receive() && ++reads < MOST_READS) {
                advance();
            }
        } catch (IOException e) {
            throw explained(e);
        }
        boolean ended = !tasks.areRunning() && engine.isInboundDone();
        if (ended) {
            stream.ignoreInput();
        }
        return ended;
    }

    /** A record that was not taken whole goes on here, so the lines must begin with those it was made of. */
    @Override
    public boolean send(ByteBuffer lines) throws IOException {
        try {
            return hand(lines);
        } catch (IOException e) {
            throw explained(e);
        }
    }

    private boolean hand(ByteBuffer lines) throws IOException {
        while (true) {
            if (loaded > 0) {
                if (!records.flush()) {
                    return false;
                }
                lines.position(lines.position() + loaded);
                loaded = 0;
            }
            if (!lines.hasRemaining()) {
                return true;
            }
            if (tasks.areRunning() || !records.flush()) {
                return false;
            }
            int start = lines.position();
            loaded = checked(records.wrap(lines)).bytesConsumed();
            lines.position(start);
            if (!records.isUnsent()) {
                return false; // the engine wants something else first
            }
        }
    }

    @Override
    public boolean hasArrived() throws IOException {
        return stream.hasArrived();
    }

    @Override
    public boolean finish() throws IOException {
        state = State.FINISHED;
        advance();
        return true;
    }

    @Override
    public void close() {
        if (state == State.CLOSED) {
            return;
        }
        sayGoodbye();
        state = State.CLOSED;
        stream.close();
        records.free();
    }

    /** Sends an alert or close_notify, if that can be done at once; impossible within a record. */
    private void sayGoodbye() {
        if (tasks.areRunning() || records.isUnsent()) {
            return;
        }
        try {
            engine.closeOutbound();
            records.wrapNothing();
            records.flush();
        } catch (IOException e) {
            // it is gone either way
        }
    }

    /** Goes on with what the engine wants. Returns whether it wants nothing. */
    private boolean advance() throws IOException {
        if (loaded > 0) {
            return true; // lines go first, and only send says that they were taken
        }
        try {
            while (!tasks.areRunning()) {
                tasks.check();
                if (!records.flush()) {
                    return false;
                }
                if (state == State.FINISHED) {
                    engine.closeOutbound(); // once is enough, but now the engine is free
                }
                switch (engine.getHandshakeStatus()) {
                    case NEED_TASK -> tasks.start();
                    case NEED_WRAP -> {
                        checked(records.wrapNothing());
                        if (!records.isUnsent()) {
                            return true; // all is said
                        }
                    }
                    case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> {
                        if (state != State.HANDSHAKE || !records.receive()) {
                            return false;
                        }
                    }
                    case FINISHED, NOT_HANDSHAKING -> {
                        return true;
                    }
                }
            }
            return false;
        } catch (IOException e) {
            throw explained(e);
        }
    }

    /**
     * With the server's reason, which may still be unread when a write fails. With TLS 1.3 it may come after the
     * handshake: only then has the server seen our certificate.
     */
    private IOException explained(IOException failure) {
        if (failure instanceof EOFException && state == State.HANDSHAKE) {
            return TlsEngine.explained(
                    engine, new EOFException("the server closed the connection during the TLS handshake"));
        }
        IOException reason = failure instanceof SSLException ? failure : said(failure);
        boolean unexplained = state == State.HANDSHAKE || reason instanceof SSLHandshakeException;
        return unexplained ? TlsEngine.explained(engine, reason) : reason;
    }

    private IOException said(IOException failure) {
        try {
            for (int i = 0; i < MOST_READS && !tasks.areRunning() && records.receive(); i++) {
                // an alert is thrown
            }
        } catch (SSLException alert) {
            return alert;
        } catch (IOException e) {
            // it has said nothing
        }
        return failure;
    }

    private SSLEngineResult checked(SSLEngineResult result) throws IOException {
        if (result.getStatus() == Status.CLOSED && state == State.ESTABLISHED) {
            throw new EOFException("the server has closed TLS");
        }
        return result;
    }
}
