package io.sprockets.statsd.interop;

import static io.sprockets.statsd.interop.StatsdProcess.HOST;
import static io.sprockets.statsd.interop.StatsdProcess.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sprockets.statsd.examples.vertx.Application;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example as a separate process, told by its environment where the server is. */
class VertxExampleTest {
    @TempDir
    Path folder;

    @Test
    void oneRequestIsTheTwoTimersOfTheGuide() throws Exception {
        try (StatsdProcess server = StatsdProcess.keepingLines(folder)) {
            server.start();
            int port = Ports.free();
            Process example = example(server, port);
            try {
                await("example listens").atMost(PATIENCE).until(() -> !example.isAlive() || listens(port));
                assertThat(get(port)).isEqualTo(204);
                example.toHandle().destroy();
                assertThat(example.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                        .isTrue();
            } finally {
                example.destroyForcibly();
            }
            server.sigterm();

            assertThat(server.journal().lines()).hasSize(2);
            assertThat(server.journal().lines().get(0))
                    .matches("applications\\.my-service\\.timers\\.some-operation:[1-9][0-9]{3}(\\.[0-9]+)?\\|ms");
            assertThat(server.journal().lines().get(1))
                    .matches(
                            "applications\\.my-service\\.timers\\.MyHandler\\.GET\\.204:[1-9][0-9]{3}(\\.[0-9]+)?\\|ms");
            assertThat(server.journal().timers())
                    .containsOnlyKeys(
                            "applications.my-service.timers.some-operation",
                            "applications.my-service.timers.MyHandler.GET.204");
            assertThat(server.journal().received()).isEqualTo(2);
            assertThat(server.journal().badLines()).isZero();
        }
    }

    private Process example(StatsdProcess server, int port) throws IOException {
        ProcessBuilder example = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Application.class.getName(),
                Integer.toString(port));
        example.environment().keySet().removeIf(name -> name.startsWith("STATSD_"));
        example.environment().put("STATSD_HOST", HOST);
        example.environment().put("STATSD_PORT", Integer.toString(server.port()));
        return example.redirectErrorStream(true)
                .redirectOutput(folder.resolve("example.log").toFile())
                .start();
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    private static int get(int port) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + HOST + ":" + port + "/"))
                .timeout(PATIENCE)
                .build();
        return HttpClient.newHttpClient()
                .send(request, BodyHandlers.discarding())
                .statusCode();
    }
}
