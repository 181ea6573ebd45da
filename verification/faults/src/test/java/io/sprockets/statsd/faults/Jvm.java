package io.sprockets.statsd.faults;

import static io.sprockets.statsd.faults.Faulty.PATIENCE;
import static io.sprockets.statsd.faults.Faulty.awaitThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/**
 * A program in a separate JVM, on the class path of the tests. It says {@code name=number} with {@link Parent}, is told
 * to go on, and never outlives the test. The test's thread uses it.
 */
final class Jvm implements AutoCloseable {
    private static final Duration LONG = PATIENCE.multipliedBy(5); // a program may have a lot to do

    private final Process process;
    private final Map<String, Long> said = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<String> output = new ConcurrentLinkedQueue<>();
    private final Thread reader = new Thread(this::read, "jvm-output");

    private Jvm(Process process) {
        this.process = process;
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * Starts a program with options of the JVM, or of what is to start it: the first may be a command in front of java.
     */
    static Jvm start(List<String> before, List<String> options, Class<?> program, Object... arguments) {
        List<String> command = new ArrayList<>(before);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        for (String property : List.of("jdk.net.hosts.file", "java.security.properties")) {
            command.add("-D" + property + "=" + System.getProperty(property, ""));
        }
        command.addAll(
                List.of("-cp", System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))));
        command.add(program.getName());
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        return start(command);
    }

    /** Starts something that is no Java, but talks as if it were. */
    static Jvm start(List<String> command) {
        try {
            return new Jvm(new ProcessBuilder(command).redirectErrorStream(true).start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Jvm start(Class<?> program, Object... arguments) {
        return start(List.of(), List.of(), program, arguments);
    }

    /** Waits until the program has said a number. */
    void awaitSaid(String name) {
        awaitThat("the program says " + name).atMost(LONG).until(() -> said.containsKey(name) || !reader.isAlive());
        said(name);
    }

    long said(String name) {
        assertThat(said).as("said by the program; its output: %s", output).containsKey(name);
        return said.getOrDefault(name, 0L);
    }

    boolean hasSaid(String name) {
        return said.containsKey(name);
    }

    /** What it has written that is no number. */
    List<String> output() {
        return List.copyOf(output);
    }

    /** Lets it go on. */
    void goOn() {
        try {
            process.getOutputStream().write('\n');
            process.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException("the program is gone: " + output, e);
        }
    }

    /** Stops it in the middle of whatever it does, until {@link #thaw}. */
    void freeze() {
        signal("STOP");
    }

    void thaw() {
        signal("CONT");
    }

    /** Waits until the program has ended by itself. Returns its status. */
    int awaitExit() throws InterruptedException {
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .as("the JVM ends by itself; its output: %s, its numbers: %s", output, said)
                .isTrue();
        reader.join(PATIENCE.toMillis());
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private void signal(String name) {
        try {
            int status = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
            assertThat(status).isZero();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private void read() {
        try (BufferedReader lines = process.inputReader(UTF_8)) {
            String line;
            while ((line = lines.readLine()) != null) {
                take(line);
            }
        } catch (IOException e) {
            // it was destroyed
        }
    }

    private void take(String line) {
        if (line.matches("[\\w.]+=-?\\d+")) {
            int sign = line.indexOf('=');
            said.put(line.substring(0, sign), Long.valueOf(line.substring(sign + 1)));
        } else {
            output.add(line);
        }
    }
}
