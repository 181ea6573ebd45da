package io.sprockets.statsd.unixgram;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;

/** A server with a Unix datagram socket. It has no thread: it reads only on command. Any thread may use it. */
public final class Agent implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Inlet inlet;
    private final List<String> lines = new ArrayList<>();
    private int largest; // datagram, in bytes

    private Agent(Inlet inlet) {
        this.inlet = inlet;
    }

    /** Takes the path over, as the Datadog agent does. */
    public static Agent listen(Path path, Inlet.Binder binder) throws IOException {
        Files.deleteIfExists(path);
        return new Agent(binder.bind(path));
    }

    /** Reads one datagram if there is one. */
    public synchronized boolean readOne() throws IOException {
        String datagram = inlet.receive();
        if (datagram == null) {
            return false;
        }
        largest = Math.max(largest, datagram.getBytes(UTF_8).length);
        datagram.lines().forEach(lines::add);
        return true;
    }

    /** Reads what is there. Returns all lines ever. */
    public synchronized List<String> read() throws IOException {
        while (readOne()) {}
        return List.copyOf(lines);
    }

    /** Reads until this many lines have come. */
    public List<String> await(int count) {
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
    public synchronized void close() throws IOException {
        inlet.close();
    }
}
