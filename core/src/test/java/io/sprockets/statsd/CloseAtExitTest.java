package io.sprockets.statsd;

import static org.assertj.core.api.Assertions.assertThat;

import io.sprockets.statsd.testing.StatsdServer;
import java.io.File;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A JVM that ends without a close. */
class CloseAtExitTest {
    private static final int METRICS = 10_000;

    /** The service that ends. */
    static final class Service {
        private Service() {}

        @SuppressWarnings("SystemExitOutsideMain")
        public static void main(String[] arguments) {
            StatsdConnector statsd = StatsdConnector.builder()
                    .host("127.0.0.1")
                    .port(Integer.parseInt(arguments[0]))
                    .closeAtExit(true)
                    .stopTimeout(Duration.ofMillis(500))
                    .build();
            statsd.start();
            for (int i = 0; i < METRICS; i++) {
                statsd.incr("line." + i);
            }
            if (arguments[1].equals("exit")) {
                System.exit(0);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"exit", "the end of main"})
    void whatWasRecordedArrives(String end) throws Exception {
        try (StatsdServer server = StatsdServer.start()) {
            assertThat(run(server.port(), end)).isZero();
            server.awaitLines(METRICS, Duration.ofMinutes(1));
            assertThat(server.lines())
                    .isEqualTo(IntStream.range(0, METRICS)
                            .mapToObj(i -> "counters.line." + i + ":1|c")
                            .toList());
        }
    }

    @Test
    void withoutAServerItEndsInTime() throws Exception {
        int free;
        try (StatsdServer server = StatsdServer.start()) {
            free = server.port();
        }
        assertThat(run(free, "exit")).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"close", "stop", "close after a second start", "stop without a start"})
    void aConnectorThatIsClosedLeavesNothingToTheJvm(String end) {
        WeakReference<StatsdConnector> connector = closed(end);
        Awaitility.await().pollInSameThread().until(() -> {
            System.gc();
            return connector.get() == null;
        });
    }

    private static WeakReference<StatsdConnector> closed(String end) {
        StatsdConnector statsd = StatsdConnector.builder()
                .host("127.0.0.1")
                .closeAtExit(true)
                .stopTimeout(Duration.ZERO)
                .build();
        if (!end.equals("stop without a start")) {
            statsd.start().join();
        }
        if (end.equals("close after a second start")) {
            statsd.stop();
            statsd.start().join(); // from here on the end of the JVM would close it again
        }
        if (end.startsWith("close")) {
            statsd.close();
        } else {
            statsd.stop().join();
        }
        return new WeakReference<>(statsd);
    }

    private static int run(int port, String end) throws IOException, InterruptedException {
        String classes = System.getProperty("jdk.module.path", "")
                + File.pathSeparator
                + System.getProperty("java.class.path", "");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classes,
                        Service.class.getName(),
                        Integer.toString(port),
                        end)
                .inheritIO()
                .start();
        return process.waitFor();
    }
}
