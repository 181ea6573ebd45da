package io.sprockets.statsd.unixgram;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.newsclub.net.unix.AFUNIXDatagramChannel;
import org.newsclub.net.unix.AFUNIXSelectorProvider;
import org.newsclub.net.unix.AFUNIXSocketAddress;

/** A server with a Unix datagram socket. It has no thread: it reads only on command. */
final class Agent implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final AFUNIXDatagramChannel channel;
    private final ByteBuffer datagram = ByteBuffer.allocateDirect(1 << 16);
    private final List<String> lines = new ArrayList<>();
    private int largest; // datagram, in bytes

    private Agent(AFUNIXDatagramChannel channel) {
        this.channel = channel;
    }

    /** Takes the path over, as the Datadog agent does. */
    static Agent listen(Path path) throws IOException {
        Files.deleteIfExists(path);
        AFUNIXDatagramChannel channel = AFUNIXSelectorProvider.provider().openDatagramChannel();
        channel.bind(AFUNIXSocketAddress.of(path));
        channel.configureBlocking(false);
        return new Agent(channel);
    }

    /** Reads one datagram if there is one. */
    synchronized boolean readOne() throws IOException {
        if (channel.receive(datagram.clear()) == null && datagram.position() == 0) {
            return false;
        }
        largest = Math.max(largest, datagram.position());
        UTF_8.decode(datagram.flip()).toString().lines().forEach(lines::add);
        return true;
    }

    /** Reads what is there. Returns all lines ever. */
    synchronized List<String> read() throws IOException {
        while (readOne()) {}
        return List.copyOf(lines);
    }

    /** Reads until this many lines have come. */
    List<String> await(int count) {
        return Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(5))
                .until(this::read, all -> all.size() >= count);
    }

    synchronized int largest() {
        return largest;
    }

    /** Ends as a process that dies: the path stays, and the server is gone. */
    @Override
    public void close() throws IOException {
        channel.close();
    }
}
