package io.sprockets.statsd.linux;

import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/**
 * The system calls that this module makes. Each but {@link #close} writes the reason of a failure into a segment that
 * its caller owns, so none allocates. They are linked before this class is loaded: what fails here fails for good.
 */
final class Libc {
    private static final Linkage LINKAGE = Linkage.get();
    private static final StructLayout STATE = LINKAGE.state;
    private static final VarHandle ERRNO = LINKAGE.errno;

    private static final MethodHandle SOCKET = LINKAGE.call("socket");
    private static final MethodHandle CONNECT = LINKAGE.call("connect");
    private static final MethodHandle SEND = LINKAGE.call("send");
    private static final MethodHandle SENDMSG = LINKAGE.call("sendmsg");
    private static final MethodHandle SETSOCKOPT = LINKAGE.call("setsockopt");
    private static final MethodHandle RECV = LINKAGE.call("recv");
    private static final MethodHandle POLL = LINKAGE.call("poll");
    private static final MethodHandle EVENTFD = LINKAGE.call("eventfd");
    private static final MethodHandle READ = LINKAGE.call("read");
    private static final MethodHandle WRITE = LINKAGE.call("write");
    private static final MethodHandle CLOSE = LINKAGE.call("close");

    private Libc() {}

    /** What a segment for the reason of a failure looks like. */
    static MemoryLayout reason() {
        return STATE;
    }

    /** The number of the last failure that was written there. */
    static int errno(MemorySegment reason) {
        return (int) ERRNO.get(reason, 0L);
    }

    static int socket(MemorySegment reason, int domain, int type, int protocol) {
        try {
            return (int) SOCKET.invokeExact(reason, domain, type, protocol);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    static int connect(MemorySegment reason, int fd, MemorySegment address, int length) {
        try {
            return (int) CONNECT.invokeExact(reason, fd, address, length);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    static long send(MemorySegment reason, int fd, MemorySegment bytes, long length, int flags) {
        try {
            return (long) SEND.invokeExact(reason, fd, bytes, length, flags);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    static long sendmsg(MemorySegment reason, int fd, MemorySegment message, int flags) {
        try {
            return (long) SENDMSG.invokeExact(reason, fd, message, flags);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    static int setsockopt(MemorySegment reason, int fd, int level, int name, MemorySegment value, int length) {
        try {
            return (int) SETSOCKOPT.invokeExact(reason, fd, level, name, value, length);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    static long recv(MemorySegment reason, int fd, MemorySegment bytes, long length, int flags) {
        try {
            return (long) RECV.invokeExact(reason, fd, bytes, length, flags);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /** The only one that waits. */
    static int poll(MemorySegment reason, MemorySegment fds, long count, int millis) {
        try {
            return (int) POLL.invokeExact(reason, fds, count, millis);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    static int eventfd(MemorySegment reason, int start, int flags) {
        try {
            return (int) EVENTFD.invokeExact(reason, start, flags);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    static long read(MemorySegment reason, int fd, MemorySegment bytes, long length) {
        try {
            return (long) READ.invokeExact(reason, fd, bytes, length);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    static long write(MemorySegment reason, int fd, MemorySegment bytes, long length) {
        try {
            return (long) WRITE.invokeExact(reason, fd, bytes, length);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /** Whatever it says, the descriptor is gone. */
    static void close(int fd) {
        try {
            CLOSE.invokeExact(fd);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /** The calls themselves throw nothing; the JVM may. */
    private static RuntimeException unexpected(Throwable e) {
        if (e instanceof Error error) {
            throw error;
        }
        return e instanceof RuntimeException runtime ? runtime : new IllegalStateException(e);
    }
}
