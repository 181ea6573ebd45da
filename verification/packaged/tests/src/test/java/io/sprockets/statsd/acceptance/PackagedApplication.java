package io.sprockets.statsd.acceptance;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.sprockets.statsd.testing.StatsdServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One of the packaged applications in a separate process. */
final class PackagedApplication implements AutoCloseable {
    private static final Pattern STARTED =
            Pattern.compile("(?:started on port \\(?|Listening on: http://[^:]+:|Server Running: http://[^:]+:)(\\d+)");
    private static final long PATIENCE = 120; // seconds

    private final Process process;
    private final List<String> output = new CopyOnWriteArrayList<>(); // lines
    private final CompletableFuture<Integer> port = new CompletableFuture<>();
    private final Thread reader;

    private PackagedApplication(Process process) {
        this.process = process;
        this.reader = new Thread(this::read, "output of the application");
        reader.start();
    }

    /**
     * Starts it with the two variables that a newcomer sets. The ports are given by arguments, since tests have to take
     * those that are free.
     */
    static PackagedApplication start(String name, StatsdServer server, String... options) throws IOException {
        return start(name, server.host(), server.port(), options);
    }

    /** Starts it so with a server that is somewhere else. */
    static PackagedApplication start(String name, String host, int port, String... options) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.addAll(
                List.of("-XX:TieredStopAtLevel=1", "-jar", "../" + name + "/target/" + name + "-0.1.0-SNAPSHOT.jar"));
        command.addAll(List.of("--server.port=0", "--statsd.port=" + port));
        return start(command, Map.of("STATSD_HOST", host));
    }

    /** Starts an example that is no Spring Boot application, which has a variable for its own port, too. */
    static PackagedApplication startExample(String jar, String portVariable, String host, int port) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return start(
                List.of(java, "-XX:TieredStopAtLevel=1", "-jar", "../../../examples/" + jar),
                Map.of("STATSD_HOST", host, "STATSD_PORT", Integer.toString(port), portVariable, "0"));
    }

    private static PackagedApplication start(List<String> command, Map<String, String> variables) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(variable -> variable.startsWith("STATSD_"));
        builder.environment().put("STATSD_PREFIX", "applications.my-service");
        builder.environment().putAll(variables);
        return new PackagedApplication(builder.start());
    }

    int port() throws Exception {
        return port.get(PATIENCE, SECONDS);
    }

    String output() {
        return String.join("\n", output);
    }

    /** Sends SIGTERM. */
    void terminate() {
        process.destroy();
    }

    /** The exit code. */
    int awaitExit() throws InterruptedException {
        if (!process.waitFor(PATIENCE, SECONDS)) {
            throw new AssertionError("the application does not end: " + output());
        }
        reader.join();
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private void read() {
        process.inputReader().lines().forEach(line -> {
            output.add(line);
            Matcher started = STARTED.matcher(line);
            if (started.find()) {
                port.complete(Integer.valueOf(started.group(1)));
            }
        });
        port.completeExceptionally(new AssertionError("the application did not start: " + output()));
    }
}
