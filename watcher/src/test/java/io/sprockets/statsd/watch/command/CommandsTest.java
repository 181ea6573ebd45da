package io.sprockets.statsd.watch.command;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.sprockets.statsd.Dialect;
import io.sprockets.statsd.testing.StatsdServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What a shell sees of {@code send}. */
@Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
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
    void linesOfTheStandardInputAreSentByteForByte() throws Exception {
        String lines = "\u00ff\u00fe.a:1|c\r\n\n \t\nb:\u00e2\u0080\u00a8|s\nlast:1|g";
        InputStream usual = System.in;
        System.setIn(new ByteArrayInputStream(lines.getBytes(ISO_8859_1)));
        try (ServerSocket raw = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<byte[]> received = CompletableFuture.supplyAsync(() -> bytes(raw));
            assertThat(Commands.run("send", "--port", "" + raw.getLocalPort(), "-"))
                    .isZero();
            assertThat(new String(received.get(), ISO_8859_1))
                    .isEqualTo("\u00ff\u00fe.a:1|c\nb:\u00e2\u0080\u00a8|s\nlast:1|g\n");
        } finally {
            System.setIn(usual);
        }
    }

    private static byte[] bytes(ServerSocket server) {
        try (Socket socket = server.accept()) {
            return socket.getInputStream().readAllBytes();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Test
    void aNameThatTheLocaleHasMadeUnreadableIsNotSent() {
        assertThat(send("incr", "gr\ufffd\ufffde")).isEqualTo(2);
        assertThat(server.lines()).isEmpty();
    }

    @Test
    void numbersAtTheEdgesAreRefused() {
        for (String speed : new String[] {"-1", "NaN", "Infinity", "-Infinity", "1e10", "x", ""}) {
            assertThat(Commands.run("--port", "0", "--no-page", "--replay", "/dev/null", "--speed", speed))
                    .as(speed)
                    .isEqualTo(2);
        }
        for (String number :
                new String[] {"-1", "65536", "4294967296", "99999999999999999999", "1.0", "0x50", "", " 1"}) {
            assertThat(Commands.run("--port", number)).as(number).isEqualTo(2);
            assertThat(Commands.run("--page", number)).as(number).isEqualTo(2);
            assertThat(send("--port", number, "incr", "a")).as(number).isEqualTo(2);
        }
        for (String number : new String[] {"-1", "0", "1000001", "99999999999999999999"}) {
            assertThat(Commands.run("--series", number)).as(number).isEqualTo(2);
        }
        assertThat(send("--port", "0", "incr", "a")).isEqualTo(2);
        assertThat(send("--timeout", "999999999h", "incr", "a")).isEqualTo(2);
        assertThat(send("timing", "a", "999999999h")).isEqualTo(2);
        assertThat(send("incr", "a", "9223372036854775808")).isEqualTo(2);
        assertThat(server.lines()).isEmpty();
        assertThat(Commands.run("--port", "0", "--no-page", "--speed", "2")).isEqualTo(2);
        assertThat(Commands.run("--port", "0", "--no-page", "--host", "")).isEqualTo(2);
    }

    @Test
    void everyDialectIsListedAndCanBeNamed() {
        String usage = new CommandLine(new SendCommand()).getUsageMessage();
        for (Dialect each : Dialect.values()) {
            assertThat(usage).contains(each.name());
            assertThat(send("--dialect", each.name().toLowerCase(Locale.ROOT), "incr", "a"))
                    .as(each.name())
                    .isZero();
        }
        assertThat(send("--dialect", "bogus", "incr", "a")).isEqualTo(2);
    }

    @Test
    void theLongestTimeoutIsNoReasonToFail() {
        assertThat(send("--timeout", "2562047h", "incr", "a")).isZero();
    }

    @Test
    void watchDoesNotForwardToItself() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        assertThat(Commands.run("--port", "" + free, "--no-page", "--forward", "localhost:" + free))
                .isEqualTo(2);
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
