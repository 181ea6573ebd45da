package io.sprockets.statsd.watch.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sprockets.statsd.watch.Main;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A watch as a separate process, on free ports, with the options of {@code ./watch}. It ends with this program. */
final class WatchProcess implements AutoCloseable {
    private static final Pattern PORT = Pattern.compile("StatsD +127\\.0\\.0\\.1:([0-9]+),.*");
    private static final Pattern PAGE = Pattern.compile("page +(http:\\S+)");

    private final Process process;
    private final BufferedReader said;
    private final int port;
    private final URI page;

    private WatchProcess(Process process) throws IOException {
        this.process = process;
        this.said = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        this.port = Integer.parseInt(next(PORT));
        this.page = URI.create(next(PAGE));
    }

    static WatchProcess start(List<String> jvmOptions) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-XX:+UseSerialGC");
        command.addAll(jvmOptions);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        command.addAll(List.of("--port", "0", "--page", "0"));
        return new WatchProcess(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    private String next(Pattern pattern) throws IOException {
        String line = said.readLine();
        Matcher matcher = pattern.matcher(line == null ? "" : line);
        if (!matcher.matches()) {
            throw new IOException("the watch said: " + line);
        }
        return matcher.group(1);
    }

    int port() {
        return port;
    }

    URI page() {
        return page;
    }

    /** The processor time that it has used. */
    Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** The kilobytes of memory that it holds now. */
    long residentKilobytes() throws IOException {
        Process ps = new ProcessBuilder("ps", "-o", "rss=", "-p", Long.toString(process.pid())).start();
        return Long.parseLong(new String(ps.getInputStream().readAllBytes(), UTF_8).trim());
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
