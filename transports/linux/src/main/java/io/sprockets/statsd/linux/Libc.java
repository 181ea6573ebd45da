package io.sprockets.statsd.linux;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/**
 * The system calls that this module makes. Each but {@link #close} writes the reason of a failure into a segment that
 * its caller owns, so none allocates. Loading this class fails where native access is denied.
 */
final class Libc {
    private static final Linker LINKER = Linker.nativeLinker();
    private static final StructLayout STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO = STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

    private static final MethodHandle SOCKET = call("socket", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT);
    private static final MethodHandle CONNECT = call("connect", JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
    private static final MethodHandle SEND = call("send", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT);
    private static final MethodHandle SENDMSG = call("sendmsg", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT);
    private static final MethodHandle SETSOCKOPT =
            call("setsockopt", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
    private static final MethodHandle RECV = call("recv", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT);
    private static final MethodHandle POLL = call("poll", JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT);
    private static final MethodHandle EVENTFD = call("eventfd", JAVA_INT, JAVA_INT, JAVA_INT);
    private static final MethodHandle READ = call("read", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG);
    private static final MethodHandle WRITE = call("write", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG);
    private static final MethodHandle CLOSE =
            LINKER.downcallHandle(address("close"), FunctionDescriptor.ofVoid(JAVA_INT));

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

    private static MethodHandle call(String name, MemoryLayout result, MemoryLayout... parameters) {
        return LINKER.downcallHandle(
                address(name), FunctionDescriptor.of(result, parameters), Linker.Option.captureCallState("errno"));
    }

    private static MemorySegment address(String name) {
        return LINKER.defaultLookup().find(name).orElseThrow(() -> new UnsatisfiedLinkError(name));
    }

    /** The calls themselves throw nothing; the JVM may. */
    private static RuntimeException unexpected(Throwable e) {
        if (e instanceof Error error) {
            throw error;
        }
        return e instanceof RuntimeException runtime ? runtime : new IllegalStateException(e);
    }
}
