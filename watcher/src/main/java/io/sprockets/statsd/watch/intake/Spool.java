package io.sprockets.statsd.watch.intake;

import io.sprockets.statsd.watch.store.LineType;
import java.util.Arrays;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Hands lines to another thread, which may be slow: the server's thread copies them into one buffer while the other
 * reads a second one. What has no room is counted. Memory is bounded: twice 4 MiB. One thread may take.
 */
public final class Spool implements Tap {
    private static final int MOST_BYTES = 4 << 20;
    private static final int HEADER_BYTES = 9; // type, time and length

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition filled = lock.newCondition();
    private byte[] buffer = new byte[64 << 10]; // that is being filled
    private byte[] spare = new byte[64 << 10]; // that was read last
    private int length;
    private long missed; // since the last take
    private boolean closed;
    private final long start = System.nanoTime();
    private int millis; // since the start, at the beginning of this read
    private boolean reading;

    /** What one line is given to. */
    public interface Reader {
        /**
         * The bytes are valid during the call.
         *
         * @param millis when it came, since the spool was made
         */
        void line(LineType type, int millis, byte[] bytes, int from, int to);
    }

    @Override
    public void line(LineType type, byte[] bytes, int from, int to) {
        lock.lock();
        try {
            if (!reading) {
                reading = true;
                millis = (int) ((System.nanoTime() - start) / 1_000_000);
            }
            if (length + HEADER_BYTES + (to - from) > MOST_BYTES) {
                missed++;
            } else {
                append(type, bytes, from, to);
            }
        } finally {
            lock.unlock();
        }
    }

    private void append(LineType type, byte[] bytes, int from, int to) {
        int size = to - from;
        int needed = length + HEADER_BYTES + size;
        if (needed > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.min(MOST_BYTES, Math.max(needed, buffer.length * 2)));
        }
        buffer[length++] = (byte) type.number();
        appendInt(millis);
        appendInt(size);
        System.arraycopy(bytes, from, buffer, length, size);
        length += size;
    }

    private void appendInt(int number) {
        for (int shift = 24; shift >= 0; shift -= 8) {
            buffer[length++] = (byte) (number >> shift);
        }
    }

    @Override
    public void pause() {
        lock.lock();
        try {
            reading = false;
            filled.signal();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for lines and gives them all to a reader.
     *
     * @return lines that came after these and had no room, or -1 when there are none and there will be none
     */
    public long take(Reader reader) throws InterruptedException {
        byte[] full;
        int end;
        long lost;
        lock.lock();
        try {
            while (length == 0 && missed == 0 && !closed) {
                filled.await();
            }
            if (length == 0 && missed == 0) {
                return -1;
            }
            full = buffer;
            end = length;
            lost = missed;
            buffer = spare;
            spare = full;
            length = 0;
            missed = 0;
        } finally {
            lock.unlock();
        }
        read(full, end, reader);
        return lost;
    }

    private static void read(byte[] full, int end, Reader reader) {
        for (int at = 0; at < end; ) {
            LineType type = LineType.numbered(full[at++]);
            int time = readInt(full, at);
            int size = readInt(full, at + Integer.BYTES);
            at += 2 * Integer.BYTES;
            reader.line(type, time, full, at, at + size);
            at += size;
        }
    }

    private static int readInt(byte[] bytes, int at) {
        int number = 0;
        for (int i = 0; i < Integer.BYTES; i++) {
            number = number << 8 | (bytes[at + i] & 0xFF);
        }
        return number;
    }

    /** Lets the reader end when it has read everything. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            filled.signal();
        } finally {
            lock.unlock();
        }
    }
}
