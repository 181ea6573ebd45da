package io.sprockets.statsd.watch.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.sprockets.statsd.testing.StatsdServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a shell sees of {@code send}. */
class CommandsTest {
    private final StatsdServer server = StatsdServer.start();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void sendEndsWithZeroWhenTheServerHasReadIt() {
        assertThat(send("incr", "jobs.done")).isZero();
        assertThat(send("--prefix", "cron", "timing", "backup", "12.3")).isZero();
        assertThat(send("--exact", "gauge", "depth", "7")).isZero();
        assertThat(send("gauge", "--delta", "depth", "-2")).isZero();
        assertThat(send("--exact", "--tag", "host=a", "--dialect", "dogstatsd", "set", "users", "anna"))
                .isZero();

        assertThat(server.lines())
                .containsExactly(
                        "counters.jobs.done:1|c",
                        "cron.timers.backup:12300|ms",
                        "depth:7|g",
                        "gauges.depth:-2|g",
                        "users:anna|s|#host:a");
    }

    @Test
    void sendEndsWithOneWhenTheServerIsDown() {
        server.refuse();
        assertThat(send("--timeout", "300ms", "incr", "jobs.done")).isEqualTo(1);
    }

    @Test
    void sendEndsWithOneWhenTheServerStandsStill() {
        server.stall();
        assertThat(send("--timeout", "300ms", "incr", "jobs.done")).isEqualTo(1);
    }

    @Test
    void sendEndsWithThreeWhenThereIsNoAnswer() {
        assertThat(send("--udp", "incr", "jobs.done")).isEqualTo(3);
        server.await("counters.jobs.done", Duration.ofSeconds(30));
    }

    @Test
    void sendEndsWithTwoWhenItIsCalledInAWrongWay() {
        assertThat(send("incr")).isEqualTo(2);
        assertThat(send("nothing")).isEqualTo(2);
        assertThat(send("timing", "backup", "soon")).isEqualTo(2);
        assertThat(send("--tag", "x", "incr", "a")).isEqualTo(2);
        assertThat(send("--port", "99999", "incr", "a")).isEqualTo(2);
        assertThat(send("gauge", "depth", "deep")).isEqualTo(2);
    }

    @Test
    void timeEndsWithTheExitCodeOfTheCommand() {
        assertThat(send("time", "job", "--", "sh", "-c", "exit 7")).isEqualTo(7);
        assertThat(send("time", "job", "sh", "-c", "exit 0")).isZero();
        assertThat(send("time", "job", "--", "/no/such/command")).isEqualTo(127);
        assertThat(server.timer("timers.job")).isEqualTo(3);
        server.refuse();
        assertThat(send("--timeout", "300ms", "time", "job", "--", "sh", "-c", "exit 5"))
                .isEqualTo(5);
    }

    @Test
    void watchEndsAtOnceWhenItCannotDoWhatItIsAskedFor(@TempDir Path folder) {
        String missing = folder.resolve("no/such").toString();
        assertThat(Commands.run("--port", "0", "--no-page", "--replay", missing))
                .isEqualTo(1);
        assertThat(Commands.run("--port", "0", "--no-page", "--record", missing))
                .isEqualTo(1);
        assertThat(Commands.run("--port", Integer.toString(server.port()), "--no-page"))
                .isEqualTo(1);
        assertThat(Commands.run("--port", "x")).isEqualTo(2);
        assertThat(Commands.run("--forward", "nowhere:")).isEqualTo(2);
        assertThat(Commands.run("--json")).isEqualTo(2);
    }

    private int send(String... words) {
        List<String> all = new ArrayList<>(List.of("send", "--host", server.host(), "--port", "" + server.port()));
        all.addAll(List.of(words));
        return Commands.run(all.toArray(new String[0]));
    }
}
