package io.sprockets.statsd.linux;

import java.util.Locale;
import java.util.Set;

/** Whether this JVM may make system calls on this system; found out once, and said once if it may not. */
final class NativeAccess {
    private static final Set<String> PROCESSORS = Set.of("amd64", "x86_64", "aarch64");
    private static final boolean THERE = isLinux() && isLinked();

    private NativeAccess() {}

    static boolean isThere() {
        return THERE;
    }

    private static boolean isLinux() {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        boolean known = system.startsWith("linux") && PROCESSORS.contains(System.getProperty("os.arch", ""));
        if (!known) {
            Saying.warn("The JDK's sockets are used, since this is not Linux on x86-64 or aarch64");
        }
        return known;
    }

    private static boolean isLinked() {
        try {
            Libc.reason(); // links all calls
            return true;
        } catch (LinkageError | RuntimeException e) {
            Throwable reason = e.getCause() == null ? e : e.getCause();
            Saying.warn("The JDK's sockets are used, since the system calls of Linux cannot be: " + reason);
            return false;
        }
    }
}
