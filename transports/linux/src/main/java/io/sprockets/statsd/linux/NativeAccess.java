package io.sprockets.statsd.linux;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Whether this JVM may make system calls on this system. What may be short for a moment only is asked again. */
final class NativeAccess {
    private static @Nullable String never; // and why

    private NativeAccess() {}

    /** Why it may not; null if it may. */
    static synchronized @Nullable String obstacle() {
        if (never == null && !isLinux()) {
            never = "this is not Linux on x86-64 or aarch64";
        }
        return never == null ? obstacleToLinks() : never;
    }

    private static boolean isLinux() {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        return system.startsWith("linux")
                && switch (System.getProperty("os.arch", "")) {
                    case "amd64", "x86_64", "aarch64" -> true;
                    default -> false;
                };
    }

    private static @Nullable String obstacleToLinks() {
        try {
            Linkage.get();
            return null;
        } catch (IllegalCallerException | UnsupportedOperationException | UnsatisfiedLinkError e) {
            never = "the system calls of Linux cannot be made: " + e;
            return never;
        } catch (LinkageError | RuntimeException e) {
            return "the system calls of Linux cannot be made now: " + e;
        }
    }
}
