package io.sprockets.statsd.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.SocketException;
import java.util.concurrent.atomic.AtomicBoolean;

/** Whether Linux takes several datagrams with one call; what it lacks is said once. Any thread may use it. */
final class UdpSegment {
    static final int SOL_UDP = 17;
    static final int UDP_SEGMENT = 103; // an option since Linux 4.18

    private static final int BYTES = 1432; // any would do
    private static final AtomicBoolean REFUSED = new AtomicBoolean();
    private static Kernel kernel = Kernel.UNKNOWN;

    private UdpSegment() {}

    /** Whether the kernel has the option, as far as is known. */
    static synchronized boolean isThere() {
        if (kernel == Kernel.UNKNOWN) {
            kernel = ask();
        }
        return kernel != Kernel.LACKS_IT;
    }

    /** The kernel has it, but the network device or the path does not take what it makes. */
    static void refused(int errno) {
        if (!REFUSED.getAndSet(true)) {
            Saying.warn(
                    "Linux refuses several UDP datagrams at once here, and gets them one by one: " + Errno.text(errno));
        }
    }

    /** As long as no socket can be opened, the next one fails as well and says why. */
    private static Kernel ask() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment reason = arena.allocate(Libc.reason());
            MemorySegment bytes = arena.allocateFrom(ValueLayout.JAVA_INT, BYTES);
            int fd = Sockets.open(reason, Sockets.AF_INET);
            int result = Libc.setsockopt(reason, fd, SOL_UDP, UDP_SEGMENT, bytes, Integer.BYTES);
            Libc.close(fd);
            if (result == 0) {
                return Kernel.HAS_IT;
            }
            String why = Errno.text(Libc.errno(reason));
            Saying.warn("The JDK's sockets are used for UDP: no UDP_SEGMENT, " + why);
            return Kernel.LACKS_IT;
        } catch (SocketException e) {
            return Kernel.UNKNOWN;
        }
    }

    /** What is known of it. */
    private enum Kernel {
        UNKNOWN,
        HAS_IT,
        LACKS_IT
    }
}
