package io.sprockets.statsd.watch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sprockets.statsd.StatsdConnector;
import io.sprockets.statsd.watch.page.PageSettings;
import io.sprockets.statsd.watch.store.Row;
import io.sprockets.statsd.watch.store.Snapshot;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The server and its page, with real sockets. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class WatchTest {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    private static final int SERIES = 200;

    @TempDir
    Path folder;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private Watch watch;

    @BeforeEach
    void start() throws IOException {
        watch = Watch.start(new WatchSettings(
                LOOPBACK,
                0,
                folder.resolve("s"),
                false,
                SERIES,
                new PageSettings(LOOPBACK, 0, "workstation.example"),
                List.of()));
    }

    @AfterEach
    void close() {
        watch.close();
    }

    @Test
    void everyTypeHasItsFigures() throws Exception {
        send("c:3|c|@0.5\nc:1|c\ng:5|g\ng:-7|g\nt:10|ms\nt:30|ms|@0.5\nh:2|h|#a:b\ns:x|s\ns:y|s\ns:x|s\nn,k=v:1|c\n");
        Snapshot snapshot = awaitLines(11);

        assertThat(row(snapshot, "c")).satisfies(row -> {
            assertThat(row.sum()).isEqualTo(7);
            assertThat(row.last()).isEqualTo(1);
            assertThat(row.lines()).isEqualTo(2);
        });
        assertThat(row(snapshot, "g").last()).isEqualTo(-2);
        assertThat(row(snapshot, "t")).satisfies(row -> {
            assertThat(row.count()).isEqualTo(3);
            assertThat(row.sum()).isEqualTo(70);
            assertThat(row.min()).isEqualTo(10);
            assertThat(row.max()).isEqualTo(30);
            assertThat(row.p99()).isEqualTo(30);
        });
        assertThat(row(snapshot, "s").sum()).isEqualTo(2);
        assertThat(row(snapshot, "h").id().dialect()).hasToString("DOGSTATSD");
        assertThat(row(snapshot, "n").id().dialect()).hasToString("INFLUXDB");
        assertThat(row(snapshot, "n").id().tags()).containsEntry("k", "v");
    }

    @Test
    void wrongLinesAreToldWithReasonAndSender() throws Exception {
        send("good:1|c\nbad\nx:1,5|c\n");
        Snapshot snapshot = awaitLines(3);

        assertThat(snapshot.totals().wrong()).isEqualTo(2);
        assertThat(snapshot.wrong())
                .extracting(line -> line.line() + " / " + line.reason())
                .containsExactly("bad / no colon after the name", "x:1,5|c / value '1,5' is not a number");
        assertThat(snapshot.wrong())
                .allSatisfy(line -> assertThat(line.sender()).startsWith("127.0.0.1:"));
        assertThat(snapshot.clients()).singleElement().satisfies(each -> {
            assertThat(each.lines()).isEqualTo(3);
            assertThat(each.wrong()).isEqualTo(2);
            assertThat(each.state()).isEqualTo("closed");
        });
    }

    @Test
    void countsOfOurOwnConnectorAreExact() throws Exception {
        try (StatsdConnector statsd =
                StatsdConnector.builder().host("127.0.0.1").port(watch.port()).build()) {
            statsd.start();
            for (int i = 0; i < 50_000; i++) {
                statsd.incr("orders." + i % 10, 2);
            }
        }
        Snapshot snapshot = awaitLines(50_000);
        assertThat(snapshot.rows())
                .hasSize(10)
                .allSatisfy(row -> assertThat(row.sum()).isEqualTo(10_000));
        assertThat(snapshot.totals().wrong()).isZero();
    }

    @Test
    void moreSeriesThanThereIsRoomForAreOnlyCounted() throws Exception {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 10_000; i++) {
            lines.append("name.").append(i).append(":1|c\n");
        }
        send(lines.toString());
        Snapshot snapshot = awaitLines(10_000);

        assertThat(snapshot.rows()).hasSize(SERIES);
        assertThat(snapshot.totals().beyond()).isEqualTo(10_000 - SERIES);
    }

    @Test
    void figuresAreThereAsJson() throws Exception {
        send("a.b:3|c|#region:eu\na.c:1|g\nx:9|ms\n");
        awaitLines(3);

        String all = get("api/series?prefix=a.&sort=name").body();
        assertThat(all).contains("\"matched\":2").contains("\"name\":\"a.b\"").doesNotContain("\"name\":\"x\"");
        assertThat(get("api/series?tag=region=eu").body())
                .contains("\"matched\":1")
                .contains("\"tags\":{\"region\":\"eu\"}");
        assertThat(get("api/series?type=ms").body()).contains("\"matched\":1").contains("\"p95\":9");
        assertThat(get("api/series?q=REGION").body()).contains("\"matched\":1");
        assertThat(get("api/series/1").body())
                .contains("\"example\":\"a.b:3|c|#region:eu\"")
                .contains("\"points\":");
        assertThat(get("api/lines").body()).contains("\"line\":\"x:9|ms\"");
        assertThat(get("api/series?sort=nothing").statusCode()).isEqualTo(400);
        assertThat(get("api/series/999").statusCode()).isEqualTo(404);
        assertThat(get("../pom.xml").statusCode()).isEqualTo(404);
    }

    @Test
    void hostileNamesAreDataOnly() throws Exception {
        send("<img src=x onerror=alert(1)>:1|c\n\"></script>:1|c\n\u202eevil:1|c\n" + "n".repeat(4_096) + ":1|c\n");
        awaitLines(4);

        HttpResponse<String> answer = get("api/series");
        assertThat(answer.body()).doesNotContain("<").doesNotContain("\u202e").contains("\\u003cimg src=x");
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json; charset=utf-8");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(get("").headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'")
                .doesNotContain("unsafe");
    }

    @Test
    void otherHostsOriginsAndSitesAreRefused() throws Exception {
        assertThat(status("Host: 127.0.0.1:1")).isEqualTo(200); // as through a tunnel
        assertThat(status("Host: localhost")).isEqualTo(200);
        assertThat(status("Host: workstation.example:8126")).isEqualTo(200);
        assertThat(status("Host: evil.example")).isEqualTo(421);
        assertThat(status("Host: 127.0.0.1.evil.example")).isEqualTo(421);
        assertThat(status("Host: 192.168.0.9")).isEqualTo(421);
        assertThat(status("Host: localhost\r\nHost: evil.example")).isNotEqualTo(200);
        assertThat(status("Host: localhost\r\nOrigin: http://evil.example")).isEqualTo(403);
        assertThat(status("Host: localhost\r\nOrigin: null")).isEqualTo(403);
        assertThat(status("Host: localhost\r\nOrigin: http://localhost")).isEqualTo(200);
        assertThat(status("Host: localhost\r\nSec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: no-cors"))
                .isEqualTo(403);
        assertThat(status("Host: localhost\r\nSec-Fetch-Site: same-site\r\nSec-Fetch-Mode: cors"))
                .isEqualTo(403);
        assertThat(
                        status(
                                "Host: localhost\r\nSec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: document"))
                .isEqualTo(200);
        HttpResponse<String> post = client.send(
                HttpRequest.newBuilder(page("api/series"))
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(post.statusCode()).isEqualTo(405);
    }

    @Test
    void eventsComeEverySecond_alsoBesideAClientThatDoesNotRead() throws Exception {
        try (Socket stalled = request("/events?view=lines", "Host: localhost")) {
            assertThat(stalled.isConnected()).isTrue();
            HttpResponse<InputStream> stream = client.send(
                    HttpRequest.newBuilder(page("events?view=series")).build(),
                    HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream in = stream.body()) {
                StringBuilder text = new StringBuilder();
                while (text.toString().split("data: ", -1).length < 4) {
                    text.append((char) in.read());
                }
                assertThat(text.toString()).contains("\"matched\":0");
            }
        }
    }

    @Test
    void aHundredClientsThatDoNotReadLeaveRoomForOthers() throws Exception {
        List<Socket> stalled = new ArrayList<>();
        try {
            for (int i = 0; i < 100; i++) {
                stalled.add(request(i % 2 == 0 ? "/api/series" : "/events?view=series", "Host: localhost"));
            }
            assertThat(get("api/lines").statusCode()).isEqualTo(200);
        } finally {
            for (Socket socket : stalled) {
                socket.close();
            }
        }
    }

    private void send(String lines) throws IOException {
        try (Socket socket = new Socket(LOOPBACK, watch.port())) {
            socket.getOutputStream().write(lines.getBytes(UTF_8));
            socket.shutdownOutput();
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }

    private Snapshot awaitLines(long lines) {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> watch.desk().latest().totals().lines() == lines);
        return watch.desk().latest();
    }

    private static Row row(Snapshot snapshot, String name) {
        return snapshot.rows().stream()
                .filter(row -> row.id().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private URI page(String path) {
        return watch.page().orElseThrow().resolve(path);
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(HttpRequest.newBuilder(page(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private int status(String headers) throws IOException {
        try (Socket socket = request("/api/series", headers)) {
            String answer = new String(socket.getInputStream().readNBytes(12), UTF_8);
            return Integer.parseInt(answer.substring(9));
        }
    }

    private Socket request(String path, String headers) throws IOException {
        Socket socket = new Socket(LOOPBACK, page("").getPort());
        socket.getOutputStream().write(("GET " + path + " HTTP/1.1\r\n" + headers + "\r\n\r\n").getBytes(UTF_8));
        return socket;
    }
}
