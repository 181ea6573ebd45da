package io.sprockets.statsd.interop;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sprockets.statsd.Delivery;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A {@link FleetMember} as seen by who started it. One thread uses it. */
final class FleetProcess implements AutoCloseable {
    private static final int NEXT_STEP = '\n';

    private final Process process;
    private final BufferedReader words;
    private final OutputStream steps;

    /**
     * Starts one.
     *
     * @param number of it, from zero
     * @param count of all
     * @param authority whom it trusts; null for no TLS
     */
    FleetProcess(int port, Delivery delivery, int number, int count, @Nullable Path authority) {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx32m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                FleetMember.class.getName(),
                Integer.toString(port),
                Boolean.toString(delivery.equals(Delivery.CONFIRMED)),
                Integer.toString(number + 1),
                Integer.toString(count),
                authority == null ? FleetMember.NO_TLS : authority.toString());
        try {
            this.process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.words = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
        this.steps = process.getOutputStream();
    }

    /** Waits until it has done what it was last told. Returns what it says of it. */
    String await() {
        try {
            return Objects.requireNonNull(words.readLine(), "a process of the fleet has ended");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** First it connects, then it records, then it stops and says how many lines were confirmed. */
    void next() {
        try {
            steps.write(NEXT_STEP);
            steps.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
