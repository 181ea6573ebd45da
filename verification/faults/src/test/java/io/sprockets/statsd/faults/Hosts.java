package io.sprockets.statsd.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The one name that this JVM can look up: see {@code jdk.net.hosts.file}, and no answer is remembered. */
final class Hosts {
    static final String NAME = "statsd.faults.test";
    private static final Path FILE = Path.of(System.getProperty("jdk.net.hosts.file", ""));

    private Hosts() {}

    /** From now on the name means these addresses. */
    static void name(String... addresses) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (String address : addresses) {
            lines.append(address).append(' ').append(NAME).append('\n');
        }
        Files.writeString(FILE, lines);
    }

    /** From now on the name is unknown. */
    static void forget() throws IOException {
        Files.writeString(FILE, "");
    }
}
