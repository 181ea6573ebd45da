package io.sprockets.statsd.linux;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;

/** A server with a Unix datagram socket. It has no thread: it reads only when it is told to. */
final class Agent implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Receiver receiver;
    private final List<String> lines = new ArrayList<>();
    private int largest; // datagram, in bytes

    private Agent(Receiver receiver) {
        this.receiver = receiver;
    }

    /** Takes the path over, as the Datadog agent does. */
    static Agent listen(Path path) throws IOException {
        Files.deleteIfExists(path);
        return new Agent(new Receiver(path));
    }

    /** Reads one datagram if there is one. */
    synchronized boolean readOne() {
        String datagram = receiver.receive();
        if (datagram == null) {
            return false;
        }
        largest = Math.max(largest, datagram.getBytes(UTF_8).length);
        datagram.lines().forEach(lines::add);
        return true;
    }

    /** Reads what is there. Returns all lines ever. */
    synchronized List<String> read() {
        while (readOne()) {}
        return List.copyOf(lines);
    }

    /** Reads until so many lines have come. */
    List<String> await(int count) {
        return Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(5))
                .until(this::read, all -> all.size() >= count);
    }

    synchronized int largest() {
        return largest;
    }

    /** Ends as a process that dies: the path stays, and nobody is there. */
    @Override
    public void close() {
        receiver.close();
    }
}
