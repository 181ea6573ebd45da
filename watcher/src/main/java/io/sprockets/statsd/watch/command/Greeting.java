package io.sprockets.statsd.watch.command;

import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is printed when the ports are open: where they are, and who can reach the page. Free of state. */
final class Greeting {
    private Greeting() {}

    /** @param host as it was given on the command line */
    static List<String> lines(String host, InetAddress address, int port, @Nullable Path unix, Optional<URI> page) {
        List<String> lines = new ArrayList<>();
        lines.add("StatsD  " + host + ":" + port + ", TCP and UDP" + (unix == null ? "" : ", and " + unix));
        page.ifPresent(uri -> lines.add("page    " + uri));
        if (page.isPresent() && !address.isLoopbackAddress()) {
            lines.add("Anyone who can reach " + host + " can read the page: there is no login.");
        }
        return lines;
    }
}
