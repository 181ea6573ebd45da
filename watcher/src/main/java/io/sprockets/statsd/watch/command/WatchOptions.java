package io.sprockets.statsd.watch.command;

import io.sprockets.statsd.watch.WatchSettings;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What the server is asked to do. */
final class WatchOptions {
    @Option(
            names = "--port",
            paramLabel = "N",
            description = "TCP and UDP port of the server; 0 for a free one. ${DEFAULT-VALUE}")
    int port = WatchSettings.USUAL_PORT;

    @Option(names = "--page", paramLabel = "N", description = "Port of the page; 0 for a free one. ${DEFAULT-VALUE}")
    int page = WatchSettings.USUAL_PAGE_PORT;

    @Option(names = "--no-page", description = "Serve no page.")
    boolean noPage;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            description = "Address to listen on, for metrics and for the page, which has no login. ${DEFAULT-VALUE}")
    String host = "127.0.0.1";

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "A host name that browsers may use, in addition to addresses.")
    String name = "";

    @Option(
            names = "--unix",
            paramLabel = "PATH",
            description = "Also listen on a Unix stream socket, for lines or the Datadog agent's frames."
                    + " The JDK has no Unix datagram sockets.")
    @Nullable
    Path unix;

    @Option(names = "--strict", description = "Treat lines as wrong that statsd 0.9 would drop.")
    boolean strict;

    @Option(names = "--series", paramLabel = "N", description = "The most series to keep. ${DEFAULT-VALUE}")
    int series = WatchSettings.USUAL_SERIES;

    @Option(names = "--terminal", description = "Show the series in this terminal.")
    boolean terminal;

    @Option(
            names = "--tail",
            arity = "0..1",
            fallbackValue = "*",
            paramLabel = "GLOB",
            description = "Print lines as they arrive, those whose names match; all without a pattern.")
    @Nullable
    String tail;

    @Option(names = "--json", description = "With --tail: print a JSON object per metric, one a line.")
    boolean json;

    @Option(
            names = "--forward",
            paramLabel = "HOST:PORT",
            description = "Forward every line to another server; while it is down, lines wait.")
    @Nullable
    String forward;

    @Option(names = "--record", paramLabel = "FILE", description = "Write every line to a file.")
    @Nullable
    Path record;

    @Option(names = "--replay", paramLabel = "FILE", description = "Replay a recorded file, or any file of lines.")
    @Nullable
    Path replay;

    @Option(
            names = "--speed",
            paramLabel = "FACTOR",
            description = "With --replay: 2 for twice as fast, 0 for as fast as possible. ${DEFAULT-VALUE}")
    double speed = 1;
}
