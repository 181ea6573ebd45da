package io.sprockets.statsd.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.SocketException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Whether Linux takes several datagrams with one call; what it lacks is said once. Any thread may use it. */
final class UdpSegment {
    static final int SOL_UDP = 17;
    static final int UDP_SEGMENT = 103; // an option since Linux 4.18

    private static final int BYTES = 1432; // any would do
    private static final AtomicBoolean REFUSED = new AtomicBoolean();

    private UdpSegment() {}

    /** Whether the kernel has the option. */
    static boolean isThere() {
        return Kernel.HAS_IT;
    }

    /** The kernel has it, but the network device or the path does not take what it makes. */
    static void refused(int errno) {
        if (!REFUSED.getAndSet(true)) {
            Saying.warn(
                    "Linux refuses several UDP datagrams at once here, and gets them one by one: " + Errno.text(errno));
        }
    }

    /** Why not; null if it is there. */
    private static @Nullable String lack() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment reason = arena.allocate(Libc.reason());
            int fd = Sockets.open(reason, Sockets.AF_INET);
            MemorySegment bytes = arena.allocateFrom(ValueLayout.JAVA_INT, BYTES);
            int result = Libc.setsockopt(reason, fd, SOL_UDP, UDP_SEGMENT, bytes, Integer.BYTES);
            String lack = result == 0 ? null : "no UDP_SEGMENT, " + Errno.text(Libc.errno(reason));
            Libc.close(reason, fd);
            return lack;
        } catch (SocketException e) {
            return e.toString();
        }
    }

    /** What was found out when it was asked for first. */
    private static final class Kernel {
        static final boolean HAS_IT = has();

        private static boolean has() {
            String lack = lack();
            if (lack != null) {
                Saying.warn("The JDK's sockets are used for UDP: " + lack);
            }
            return lack == null;
        }
    }
}
