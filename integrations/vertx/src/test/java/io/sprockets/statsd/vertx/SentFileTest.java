package io.sprockets.statsd.vertx;

import static io.sprockets.statsd.vertx.ContractRoutes.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sprockets.statsd.StatsdConnector;
import io.sprockets.statsd.http.HttpMetrics;
import io.sprockets.statsd.testing.ReceivedMetric;
import io.sprockets.statsd.testing.StatsdServer;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.FileSystemAccess;
import io.vertx.ext.web.handler.StaticHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a file that is larger than the sockets' buffers. */
class SentFileTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String UPGRADE = "Upgrade: other\r\n";
    private static final long LENGTH = 64 << 20; // bytes

    private final Vertx vertx = Vertx.vertx();
    private final StatsdServer server = StatsdServer.start();
    private final StatsdConnector connector =
            StatsdConnector.builder().host(server.host()).port(server.port()).build();
    private final HttpMetrics metrics = HttpMetrics.of(connector);
    private final Router router = Router.router(vertx);

    @TempDir
    Path folder;

    @BeforeEach
    void start() throws Exception {
        try (RandomAccessFile file = new RandomAccessFile(file(), "rw")) {
            file.setLength(LENGTH);
        }
        connector.start();
    }

    @AfterEach
    void close() throws Exception {
        await(vertx.close());
        connector.close();
        server.close();
    }

    @Test
    void aFileIsRecordedWhenItHasBeenSent() throws Exception {
        int port = serve(context -> context.response().sendFile(file()));
        try (Socket socket = get(port, "Connection: close\r\n")) {
            assertThat(metrics.inFlight()).isEqualTo(1);
            socket.getInputStream().skipNBytes(LENGTH);
        }

        assertRecordedOnce("200");
    }

    @Test
    void aFileOfTheStaticHandlerWhoseClientLeavesIsAborted() throws Exception {
        leave(serve(StaticHandler.create(FileSystemAccess.ROOT, folder.toString())), "");

        assertRecordedOnce("aborted");
    }

    @Test
    void aFileWhoseFailureIsTheContextsIsAborted() throws Exception {
        leave(serve(context -> context.response().sendFile(file()).onFailure(context::fail)), "");

        assertRecordedOnce("aborted");
    }

    @Test
    void aFileAfterARerouteIsAborted() throws Exception {
        router.get("/file")
                .order(-1)
                .handler(StatsdHandler.create(metrics))
                .handler(context -> context.reroute("/new"));
        leave(serve(context -> context.response().sendFile(file()).onFailure(context::fail)), "");

        assertRecordedOnce("aborted");
    }

    @Test
    void aFileOfWhoseFailureNobodyIsToldIsAbortedWhenItIsForgotten() throws Exception {
        leave(serve(context -> context.response().sendFile(file())), "");
        awaitForgotten();

        assertRecordedOnce("aborted");
    }

    @Test
    void aFileThatWasAskedForWithAnUpgradeIsForgottenToo() throws Exception {
        leave(serve(context -> context.response().sendFile(file())), UPGRADE);
        awaitForgotten();

        assertRecordedOnce("aborted");
    }

    @Test
    void anotherFailureDuringTheTransferIsNotTheClients() throws Exception {
        int port = serve(context -> {
            context.response().sendFile(file());
            context.fail(503);
        });
        try (Socket socket = get(port, "Connection: close\r\n")) {
            socket.getInputStream().skipNBytes(LENGTH);
        }

        assertRecordedOnce("200");
    }

    private String file() {
        return folder.resolve("file").toString();
    }

    private int serve(Handler<RoutingContext> files) throws Exception {
        router.get("/*").setName("file").handler(StatsdHandler.create(metrics)).handler(files);
        return await(ContractRoutes.serve(vertx, router)).actualPort();
    }

    /** Asks for the file and returns when its first byte has come. */
    private static Socket get(int port, String header) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout((int) PATIENCE.toMillis());
        String request = "GET /file HTTP/1.1\r\nHost: localhost\r\n" + header + "\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        InputStream response = socket.getInputStream();
        assertThat(new String(response.readNBytes(12), StandardCharsets.US_ASCII))
                .isEqualTo("HTTP/1.1 200");
        return socket;
    }

    /** Leaves without a word in the middle of the file. */
    private void leave(int port, String header) throws IOException {
        try (Socket socket = get(port, header)) {
            socket.setSoLinger(true, 0);
        }
    }

    private void awaitForgotten() {
        await().atMost(PATIENCE).until(() -> {
            System.gc();
            return server.linesReceived() > 0;
        });
    }

    private void assertRecordedOnce(String outcome) throws Exception {
        ReceivedMetric metric = server.take(PATIENCE);
        assertThat(metric.name()).isEqualTo("timers.file.GET." + outcome);
        assertThat(metrics.inFlight()).isZero();
        await(vertx.close());
        connector.close();
        assertThat(connector.stats().recorded()).isEqualTo(1);
    }
}
