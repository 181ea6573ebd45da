package io.sprockets.statsd.settings;

import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Locale;

/** What can be the path of a Unix socket. */
public final class SocketPath {
    /** Bytes in an address of the system, {@code sun_path}, the last of which ends the path. */
    private static final int SYSTEM_BYTES = isLinux() || isWindows() ? 108 : 104;

    /** The JDK uses one byte less than fits. */
    private static final int STREAM_BYTES = SYSTEM_BYTES - 2;

    private static final int DATAGRAM_BYTES = SYSTEM_BYTES - 1;

    private SocketPath() {}

    /**
     * The path itself.
     *
     * @throws IllegalArgumentException if the system has no room for it; the message names the setting
     */
    public static Path checked(String setting, Path path, boolean stream) {
        int most = stream ? STREAM_BYTES : DATAGRAM_BYTES;
        int bytes = path.toString().getBytes(charset()).length;
        Checks.that(
                bytes > 0 && bytes <= most,
                setting,
                path,
                "a path of 1 to " + most + " bytes, the limit of this system, and not " + bytes);
        return path;
    }

    private static Charset charset() {
        String name = System.getProperty("sun.jnu.encoding", "UTF-8"); // the encoding of file names
        return Charset.isSupported(name) ? Charset.forName(name) : Charset.defaultCharset();
    }

    private static boolean isLinux() {
        return System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux");
    }

    private static boolean isWindows() {
        return System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("windows");
    }
}
