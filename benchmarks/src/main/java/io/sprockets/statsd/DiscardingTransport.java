package io.sprockets.statsd;

import io.sprockets.statsd.transport.Connection;
import io.sprockets.statsd.transport.Transport;
import java.nio.ByteBuffer;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Takes everything at once and forgets it, without a system call; what is measured with it is the connector alone. */
final class DiscardingTransport implements Transport, Connection {
    private static final int PACKET_BYTES = 1 << 16;

    private volatile @Nullable Thread waiting;

    @Override
    public Connection open(long now) {
        return this;
    }

    @Override
    public void settled() {}

    @Override
    public Connection openBeside() {
        return this;
    }

    @Override
    public boolean sendsDatagrams() {
        return false;
    }

    @Override
    public boolean hasOtherAddress() {
        return false;
    }

    @Override
    public boolean isStale(long now) {
        return false;
    }

    @Override
    public int packetBytes() {
        return PACKET_BYTES;
    }

    @Override
    public boolean refusesLate() {
        return false;
    }

    @Override
    public void await(long nanos) {
        waiting = Thread.currentThread();
        LockSupport.parkNanos(this, nanos);
    }

    @Override
    public void wakeup() {
        LockSupport.unpark(waiting);
    }

    @Override
    public boolean isEstablished() {
        return true;
    }

    @Override
    public boolean isEnded() {
        return false;
    }

    @Override
    public boolean send(ByteBuffer lines) {
        lines.position(lines.limit());
        return true;
    }

    @Override
    public boolean finish() {
        return false;
    }

    @Override
    public void close() {}
}
