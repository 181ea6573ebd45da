package io.sprockets.statsd.testing;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What {@link StatsdServer.Builder} was told; checked there. */
record Settings(
        int port,
        @Nullable Path unixSocket,
        boolean unixFrames,
        boolean tcp,
        boolean udp,
        int maxLineBytes,
        int maxSeries,
        int retainedLines,
        int tcpReceiveBuffer,
        int udpReceiveBuffer) {}
