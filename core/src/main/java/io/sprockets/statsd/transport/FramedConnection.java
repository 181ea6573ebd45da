package io.sprockets.statsd.transport;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;

/**
 * A stream of frames, as the Datadog agent reads them from its Unix stream socket: four bytes with the length, the
 * lowest first, then this many bytes of whole lines. The agent drops a frame that does not come to its end, so lines
 * count as handed over only when the kernel has taken the whole frame they are in.
 */
final class FramedConnection implements Connection {
    private final Connection stream;
    private final Frames frames;
    private final ByteBuffer frame;
    private boolean closed;

    FramedConnection(Connection stream, Frames frames) {
        this.stream = stream;
        this.frames = frames;
        this.frame = frames.take();
    }

    static Connection open(SocketAddress address, Poller poller, Frames frames) throws IOException {
        Connection stream = StreamConnection.open(address, poller);
        try {
            return new FramedConnection(stream, frames);
        } catch (Throwable e) {
            stream.close();
            throw e;
        }
    }

    @Override
    public boolean isEstablished() throws IOException {
        return stream.isEstablished();
    }

    @Override
    public boolean isEnded() throws IOException {
        return stream.isEnded();
    }

    /** A frame that was not taken whole goes on here, so the lines must begin with those it was made of. */
    @Override
    public boolean send(ByteBuffer lines) throws IOException {
        while (lines.hasRemaining()) { // more than one frame if lines have come since the first was begun
            if (!frame.hasRemaining()) {
                load(lines);
            }
            if (!stream.send(frame)) {
                return false;
            }
            lines.position(lines.position() + frame.limit() - Integer.BYTES);
        }
        return true;
    }

    @Override
    public boolean finish() throws IOException {
        return stream.finish();
    }

    @Override
    public void close() {
        stream.close();
        if (!closed) {
            closed = true;
            frames.giveBack(frame);
        }
    }

    private void load(ByteBuffer lines) {
        int bytes = lines.remaining();
        frame.clear()
                .putInt(0, bytes)
                .put(Integer.BYTES, lines, lines.position(), bytes)
                .limit(Integer.BYTES + bytes);
    }
}
