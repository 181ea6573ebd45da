package io.sprockets.statsd.interop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sprockets.statsd.watch.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code send} as a shell runs it: its exit code, and what the server has then. */
class SendTest {
    private static final int READ = 0;
    private static final int NOT_READ = 1;

    @TempDir
    Path folder;

    private StatsdProcess server;

    @BeforeEach
    void startServer() {
        server = StatsdProcess.started(folder);
    }

    @AfterEach
    void stopServer() {
        server.close();
    }

    @Test
    void whenItEndsWithZeroTheServerHasReadIt() throws Exception {
        assertThat(send("incr", "jobs.done")).isEqualTo(READ);
        assertThat(send("incr", "jobs.done", "41")).isEqualTo(READ);
        assertThat(send("timing", "backup", "12.3")).isEqualTo(READ);
        assertThat(send("gauge", "depth", "7")).isEqualTo(READ);
        assertThat(send("set", "users", "anna")).isEqualTo(READ);
        assertThat(send("--exact", "incr", "bare")).isEqualTo(READ);
        assertThat(sendLines("a.b:3|c\nc.d:4|ms|@0.5\n", "-")).isEqualTo(READ);
        server.sigterm(); // from here on it reads no more

        Journal journal = server.journal();
        assertThat(journal.counter("counters.jobs.done")).isEqualTo(42);
        assertThat(journal.timers()).containsEntry("timers.backup", List.of(12_300.0));
        assertThat(journal.gauges()).containsEntry("gauges.depth", 7.0);
        assertThat(journal.sets().get("sets.users")).containsExactly("anna");
        assertThat(journal.counter("bare")).isEqualTo(1);
        assertThat(journal.counter("a.b")).isEqualTo(3);
        assertThat(journal.timers()).containsEntry("c.d", List.of(4.0));
        assertThat(journal.badLines()).isZero();
        assertThat(journal.received()).isEqualTo(8);
    }

    @Test
    void whenTheServerIsDownItEndsWithOneAndSaysWhy() throws Exception {
        server.sigterm();

        assertThat(send("--timeout", "500ms", "incr", "jobs.done")).isEqualTo(NOT_READ);

        assertThat(said()).contains("not delivered: the server could not be reached");
        server.start();
        assertThat(send("incr", "other")).isEqualTo(READ);
        assertThat(server.journal().counter("counters.jobs.done")).isZero();
    }

    @Test
    void whenTheServerStandsStillItEndsWithOne_whetherOrNotTheLineIsReadLater() throws Exception {
        server.freeze();

        assertThat(send("--timeout", "500ms", "incr", "jobs.done")).isEqualTo(NOT_READ);

        assertThat(said()).contains("not delivered: the server did not confirm that it has read it");
        server.thaw();
        server.awaitJournal("what the kernel had taken", each -> each.counter("counters.jobs.done") > 0);
        server.sigterm();
        assertThat(server.journal().counter("counters.jobs.done")).isEqualTo(1);
    }

    @Test
    void aCommandIsTimedAndItsExitCodePassedOn_whateverTheServerDoes() throws Exception {
        assertThat(send("time", "job", "--", "sh", "-c", "exit 7")).isEqualTo(7);
        server.sigterm();
        assertThat(server.journal().timers().get("timers.job"))
                .singleElement()
                .satisfies(millis -> assertThat(millis).isPositive());

        assertThat(send("--timeout", "500ms", "time", "job", "--", "sh", "-c", "exit 7"))
                .isEqualTo(7);
        assertThat(send("--timeout", "500ms", "time", "job", "--", "true")).isZero();
    }

    private int send(String... words) throws IOException, InterruptedException {
        return sendLines("", words);
    }

    private int sendLines(String input, String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName(), "send"));
        command.addAll(List.of("--host", StatsdProcess.HOST, "--port", Integer.toString(server.port())));
        command.addAll(List.of(words));
        Process process = new ProcessBuilder(command)
                .redirectError(folder.resolve("said").toFile())
                .redirectInput(Files.writeString(folder.resolve("input"), input).toFile())
                .start();
        assertThat(process.waitFor(StatsdProcess.PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .isTrue();
        return process.exitValue();
    }

    /** What the last command has said about its failure. */
    private String said() throws IOException {
        return Files.readString(folder.resolve("said"), UTF_8);
    }
}
