package io.sprockets.statsd.faults;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A machine that is some milliseconds away: see {@code machine.py}. Its UDP port is closed, and refuses, until it is
 * told to go on.
 */
final class Machine {
    /** Of a block that is reserved for tests of networks. */
    static final String ADDRESS = "198.18.47.2";

    private static final String NEAR_ADDRESS = "198.18.47.1";
    private static final Path PROGRAM =
            Path.of(System.getProperty("basedir", "")).resolve("src/test/resources/machine.py");

    private Machine() {}

    /** Whether this system and this user can have one. */
    static boolean isPossible() {
        return "root".equals(System.getProperty("user.name"))
                && Stream.of("/dev/net/tun", "/usr/bin/python3", "/usr/sbin/ip")
                        .allMatch(need -> Files.exists(Path.of(need)));
    }

    /** Starts one whose answers take this many milliseconds. */
    static Jvm away(int roundTrip) {
        return Jvm.start(List.of(
                "/usr/bin/python3",
                PROGRAM.toString(),
                "faults" + ProcessHandle.current().pid() % 1_000_000,
                NEAR_ADDRESS,
                ADDRESS,
                String.valueOf(roundTrip)));
    }
}
