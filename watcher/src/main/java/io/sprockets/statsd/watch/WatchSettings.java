package io.sprockets.statsd.watch;

import io.sprockets.statsd.testing.line.Parser;
import io.sprockets.statsd.watch.intake.Tap;
import io.sprockets.statsd.watch.page.PageSettings;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link Watch} is to do.
 *
 * @param address to listen on, for metrics and for the page
 * @param port of TCP and UDP; 0 for a free one
 * @param unixSocket the path of a stream socket, if there is to be one; frames of the Datadog agent are recognised
 * @param strict whether lines are judged as statsd 0.9 judges them
 * @param series that are kept at most
 * @param page how the page is served, or null if it is not
 * @param taps listen in on every line
 */
public record WatchSettings(
        InetAddress address,
        int port,
        @Nullable Path unixSocket,
        boolean strict,
        int series,
        @Nullable PageSettings page,
        List<Tap> taps) {
    /** The port of StatsD servers. */
    public static final int USUAL_PORT = 8125;

    /** The port of the page. */
    public static final int USUAL_PAGE_PORT = 8126;

    /** The most series that are kept where nothing else is said. */
    public static final int USUAL_SERIES = 10_000;

    Parser parser() {
        return strict ? Parser.REFERENCE : Parser.LENIENT;
    }
}
