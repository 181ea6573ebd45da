package io.sprockets.statsd.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.SocketException;
import org.jspecify.annotations.Nullable;

/** Whether Linux takes several datagrams with one call; what it lacks is said once. Any thread may use it. */
final class UdpSegment {
    static final int SOL_UDP = 17;
    static final int UDP_SEGMENT = 103; // an option since Linux 4.18

    private static final int BYTES = 1432; // any would do
    private static final Saying REFUSED = new Saying();
    private static boolean there; // for certain
    private static @Nullable String lacking; // for certain, and why

    private UdpSegment() {}

    /** Why the kernel takes only one; null if it takes several, as far as is known. */
    static synchronized @Nullable String obstacle() {
        if (!there && lacking == null) {
            ask();
        }
        return lacking;
    }

    /** The kernel has it, but the network device or the path does not take what it makes. */
    static void refused(int errno) {
        REFUSED.say("Linux refuses several UDP datagrams at once here, and gets them one by one: " + Errno.text(errno));
    }

    /** As long as no socket can be opened, the next one fails as well and says why. */
    private static void ask() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment reason = arena.allocate(Libc.reason());
            MemorySegment bytes = arena.allocateFrom(ValueLayout.JAVA_INT, BYTES);
            int fd = Sockets.open(reason, Sockets.AF_INET);
            there = Libc.setsockopt(reason, fd, SOL_UDP, UDP_SEGMENT, bytes, Integer.BYTES) == 0;
            Libc.close(fd);
            lacking = there ? null : "the kernel has no UDP_SEGMENT: " + Errno.text(Libc.errno(reason));
        } catch (SocketException e) {
            // it is not known
        }
    }
}
