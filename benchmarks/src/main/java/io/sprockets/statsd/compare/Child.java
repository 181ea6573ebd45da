package io.sprockets.statsd.compare;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A separate JVM that answers each line with a line. It ends when this is closed. */
final class Child implements AutoCloseable {
    private static final String HEAP = "-Xmx2g"; // the same for all, and enough for queues without a bound

    private final Process process;
    private final BufferedWriter orders;
    private final BufferedReader answers;

    /**
     * Starts a JVM like this one.
     *
     * @param classPath what comes first on its class path
     */
    Child(String classPath, Class<?> main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add(HEAP);
        if (Compare.hasLinux()) {
            command.add("--enable-native-access=ALL-UNNAMED");
        }
        command.add("-cp");
        command.add(classPath + System.getProperty("java.class.path"));
        command.add(main.getName());
        command.addAll(List.of(arguments));
        process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        orders = process.outputWriter(Charset.defaultCharset());
        answers = process.inputReader(Charset.defaultCharset());
    }

    Sample ask(String order) throws IOException {
        orders.write(order);
        orders.newLine();
        orders.flush();
        return answer();
    }

    /** The next line that it says. */
    Sample answer() throws IOException {
        String line = answers.readLine();
        if (line == null) {
            throw new IOException("a process of the comparison has ended too early");
        }
        return Sample.of(line);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
