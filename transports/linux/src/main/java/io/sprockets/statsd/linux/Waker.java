package io.sprockets.statsd.linux;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.SocketException;

/**
 * Ends a {@code poll} from another thread: the one that is under way, or else the next one. Any thread may wake,
 * without an object.
 */
final class Waker {
    private static final int EFD_NONBLOCK = 0x800;
    private static final int EFD_CLOEXEC = 0x80000;

    private final MemorySegment reason;
    private final MemorySegment count; // what is written and read
    private final int fd;
    private boolean woken; // and not calm again
    private boolean closed;

    /** It uses the memory for as long as it is open. */
    Waker(Memory memory) throws SocketException {
        this.reason = memory.more(Libc.reason().byteSize());
        this.count = memory.more(Long.BYTES);
        this.fd = Libc.eventfd(reason, 0, EFD_NONBLOCK | EFD_CLOEXEC);
        if (fd < 0) {
            throw Errno.of(Libc.errno(reason));
        }
    }

    int fd() {
        return fd;
    }

    /** Does nothing once it is closed: the number may be another file's by then. */
    synchronized void wake() {
        if (!woken && !closed) {
            woken = true;
            count.set(ValueLayout.JAVA_LONG, 0, 1);
            Libc.write(reason, fd, count, Long.BYTES);
        }
    }

    /** The owner is awake. */
    synchronized void calm() {
        if (woken && !closed) {
            woken = false;
            Libc.read(reason, fd, count, Long.BYTES);
        }
    }

    synchronized void close() {
        if (!closed) {
            closed = true;
            Libc.close(fd);
        }
    }
}
