package io.sprockets.statsd.http.tests;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sprockets.statsd.ConnectorStats;
import io.sprockets.statsd.StatsdConnector;
import io.sprockets.statsd.testing.ReceivedMetric;
import io.sprockets.statsd.testing.StatsdServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The tests that every integration with an HTTP server must pass: each request is one timer, named after its handler,
 * however it ends. A subclass starts the server with the {@linkplain Route routes} and the integration in its default
 * style.
 */
public abstract class HttpServerContract {
    private static final Duration PATIENCE = Duration.ofMinutes(1); // a machine may be busy with others

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final StatsdServer received = StatsdServer.start();
    private final StatsdConnector statsd = StatsdConnector.builder()
            .host(received.host())
            .port(received.port())
            .prefix("app")
            .build();
    private int port;

    /** Starts a server on a free port, records its requests with this connector, and returns the port. */
    protected abstract int start(StatsdConnector statsd) throws Exception;

    /** Stops the server and returns when nothing more is recorded. Called again when it has stopped. */
    protected abstract void stop() throws Exception;

    /** The number of requests in flight, according to the integration. */
    protected abstract long inFlight();

    /** The handler segment in the names of a route's requests. */
    protected abstract String handler(Route route);

    /**
     * Default {@code unmatched}. The segment of a request without a route; empty if the integration does not see those.
     */
    protected Optional<String> unmatched() {
        return Optional.of("unmatched");
    }

    /** Default 503. The framework's status when a handler takes too long. */
    protected int timeoutStatus() {
        return 503;
    }

    /** Default true. Whether a route can be served. */
    protected boolean serves(Route route) {
        return true;
    }

    @BeforeEach
    final void startServer() throws Exception {
        statsd.start();
        port = start(statsd);
    }

    @AfterEach
    final void stopServer() throws Exception {
        stop();
        statsd.close();
        received.close();
    }

    @Test
    void aRequestIsOneTimer() throws Exception {
        assertThat(get("/plain").body()).isEqualTo("plain");

        assertRecorded(1, name(Route.PLAIN, "GET", 200));
    }

    @Test
    void aRequestOfHttp2IsOneTimer() throws Exception {
        HttpClient two =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
        for (int i = 0; i < 5; i++) { // over one connection, which is one of HTTP/1.1 where there is nothing else
            assertThat(send(two, "GET", "/plain").body()).isEqualTo("plain");
        }

        assertRecorded(5, name(Route.PLAIN, "GET", 200));
    }

    @Test
    void anAsynchronousAnswerIsMeasuredToItsEnd() throws Exception {
        serve(Route.ASYNC);
        assertThat(get("/async").statusCode()).isEqualTo(202);

        assertTook(Route.DELAY, assertRecorded(1, name(Route.ASYNC, "GET", 202)));
    }

    @Test
    void anExceptionIsA500() throws Exception {
        assertThat(get("/failing").statusCode()).isEqualTo(500);

        assertRecorded(1, name(Route.FAILING, "GET", 500));
    }

    @Test
    void aLateFailureIsA500() throws Exception {
        serve(Route.FAILING_LATER);
        assertThat(get("/failing-later").statusCode()).isEqualTo(500);

        assertTook(Route.DELAY, assertRecorded(1, name(Route.FAILING_LATER, "GET", 500)));
    }

    @Test
    void aTimeoutIsWhatTheClientWasTold() throws Exception {
        serve(Route.TIMEOUT);
        assertThat(get("/timeout").statusCode()).isEqualTo(timeoutStatus());

        assertTook(Route.DELAY, assertRecorded(1, name(Route.TIMEOUT, "GET", timeoutStatus())));
    }

    /** A connection that ends with its answer is no client that left. */
    @Test
    void theLastRequestOfAConnectionIsWhatTheClientWasTold() throws Exception {
        Map<Route, Integer> statuses =
                new EnumMap<>(Map.of(Route.PLAIN, 200, Route.ASYNC, 202, Route.FAILING, 500, Route.FAILING_LATER, 500));
        statuses.keySet().removeIf(route -> !serves(route));
        for (Map.Entry<Route, Integer> expected : statuses.entrySet()) {
            for (String version : List.of("HTTP/1.0", "HTTP/1.1")) {
                String request = rawGet(expected.getKey().path(), "Connection: close");
                assertAnswered(request.replace("HTTP/1.1", version), expected.getValue());
            }
        }

        assertThat(recorded(2 * statuses.size()))
                .extracting(ReceivedMetric::name)
                .containsExactlyInAnyOrderElementsOf(statuses.entrySet().stream()
                        .map(expected -> name(expected.getKey(), "GET", expected.getValue()))
                        .flatMap(name -> Stream.of(name, name))
                        .toList());
    }

    @Test
    void anUnknownPathMakesNoNameOfItsOwn() throws Exception {
        assumeTrue(unmatched().isPresent(), "requests without a route are not seen");
        get("/nowhere");
        assertThat(get("/no/where").statusCode()).isEqualTo(404);

        assertRecorded(2, "app.timers." + unmatched().orElseThrow() + ".GET.404");
    }

    @Test
    void aRouteBehindASubRouterHasOneNameForAllItsPaths() throws Exception {
        serve(Route.ITEM);
        get("/sub/items/1");
        assertThat(get("/sub/items/2?page=3").statusCode()).isEqualTo(200);

        assertRecorded(2, name(Route.ITEM, "GET", 200));
    }

    @Test
    void headIsAMethodOfItsOwn() throws Exception {
        assertThat(send("HEAD", "/plain").statusCode()).isEqualTo(200);

        assertRecorded(1, name(Route.PLAIN, "HEAD", 200));
    }

    @Test
    void optionsIsAMethodOfItsOwn() throws Exception {
        assertThat(send("OPTIONS", "/plain").statusCode()).isEqualTo(200);

        assertRecorded(1, name(Route.PLAIN, "OPTIONS", 200));
    }

    @Test
    void anInventedMethodMakesNoNameOfItsOwn() throws Exception {
        int status = send("BREW", "/plain").statusCode();

        assertThat(recorded(1).get(0).name()).endsWith(".OTHER." + status);
    }

    @Test
    void pipelinedRequestsAreAllRecorded() throws Exception {
        try (RawClient raw = new RawClient(port)) {
            raw.write(rawGet("/plain").repeat(10));
            raw.readUntil("HTTP/1.1 200", 10);
        }

        assertRecorded(10, name(Route.PLAIN, "GET", 200));
    }

    @Test
    void manyRequestsOnFewConnectionsAreEachOneTimer() throws Exception {
        Stream<CompletableFuture<?>> clients = IntStream.range(0, 4)
                .mapToObj(i -> CompletableFuture.runAsync(() -> {
                    try (RawClient raw = new RawClient(port)) {
                        for (int request = 1; request <= 250; request++) {
                            raw.write(rawGet("/plain"));
                            raw.readUntil("HTTP/1.1 200", request);
                        }
                    } catch (IOException failed) {
                        throw new AssertionError(failed);
                    }
                }));
        CompletableFuture.allOf(clients.toArray(CompletableFuture<?>[]::new)).get(60, SECONDS);

        assertRecorded(1000, name(Route.PLAIN, "GET", 200));
    }

    /** As many as the system property {@code hammer.requests} says, or 2,000. */
    @Test
    void eachOfManyRequestsIsRecordedOnceWhateverBecomesOfIt() throws Exception {
        Hammer hammer = new Hammer(port, this::serves);
        hammer.run(Integer.getInteger("hammer.requests", 2_000));
        long recorded = recordedOnceStopped().size();
        System.out.printf(
                "%s: %s, %d timers, %d in flight%n", getClass().getSimpleName(), hammer, recorded, inFlight());

        assertThat(recorded)
                .as("those that were answered, and those of which nobody knows whether they came")
                .isBetween(hammer.answered(), hammer.answered() + hammer.unheard());
    }

    @Test
    void aClientThatLeavesDuringItsAnswerIsAborted() throws Exception {
        serve(Route.ENDLESS);
        try (RawClient raw = new RawClient(port)) {
            raw.write(rawGet("/endless"));
            raw.readUntil("HTTP/1.1 200", 1);
            raw.reset();
        }

        assertRecorded(1, "app.timers." + handler(Route.ENDLESS) + ".GET.aborted");
    }

    @Test
    void aClientThatLeavesBeforeItsAnswerIsRecordedOnce() throws Exception {
        serve(Route.ASYNC);
        try (RawClient raw = new RawClient(port)) {
            raw.write(rawGet("/async"));
            raw.reset();
        }
        // it ends later than the one before, which may even be gone before it was read
        assertThat(send("HEAD", "/async").statusCode()).isEqualTo(202);
        received.await(name(Route.ASYNC, "HEAD", 202), PATIENCE);

        assertThat(recordedOnceStopped())
                .hasSizeBetween(1, 2)
                .allMatch(metric -> metric.name().startsWith("app.timers." + handler(Route.ASYNC) + "."));
    }

    @Test
    void aClientThatLeavesAFeedIsAborted() throws Exception {
        serve(Route.FEED);
        try (RawClient raw = new RawClient(port)) {
            raw.write(rawGet("/feed"));
            raw.readUntil("data:", 2);
            raw.reset();
        }

        assertRecorded(1, "app.timers." + handler(Route.FEED) + ".GET.aborted");
    }

    @Test
    void aClientThatSaysGoodbyeWithinAFeedIsAborted() throws Exception {
        serve(Route.FEED);
        try (RawClient raw = new RawClient(port)) {
            raw.write(rawGet("/feed"));
            raw.readUntil("data:", 2);
        }

        assertRecorded(1, "app.timers." + handler(Route.FEED) + ".GET.aborted");
    }

    @Test
    void aClientThatLeavesWithinItsRequestIsAborted() throws Exception {
        serve(Route.BODY);
        try (RawClient raw = new RawClient(port)) {
            raw.write(RawClient.BEGUN);
            raw.reset();
        }

        assertRecorded(1, "app.timers." + handler(Route.BODY) + ".POST.aborted");
    }

    @Test
    void aClientThatSaysGoodbyeWithinItsRequestIsAborted() throws Exception {
        serve(Route.BODY);
        try (RawClient raw = new RawClient(port)) {
            raw.write(RawClient.BEGUN);
        }

        assertRecorded(1, "app.timers." + handler(Route.BODY) + ".POST.aborted");
    }

    @Test
    void aResponseThatBreaksOffHereIsToldFromAClientThatLeft() throws Exception {
        assertFails(Route.BROKEN);
    }

    @Test
    void aResponseThatBreaksOffHereLaterIsToldFromAClientThatLeft() throws Exception {
        assertFails(Route.BROKEN_LATER);
    }

    @Test
    void eventsAreMeasuredToTheLastOne() throws Exception {
        serve(Route.EVENTS);
        assertThat(get("/events").body()).contains("data: 1", "data: 2", "data: 3");

        assertTook(Route.DELAY, assertRecorded(1, name(Route.EVENTS, "GET", 200)));
    }

    @Test
    void aSwitchOfProtocolsIsRecordedOnce() throws Exception {
        serve(Route.UPGRADE);
        try (RawClient raw = new RawClient(port)) {
            raw.write(rawGet(
                    "/upgrade",
                    "Connection: Upgrade",
                    "Upgrade: websocket",
                    "Sec-WebSocket-Version: 13",
                    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="));
            raw.readUntil("HTTP/1.1 101", 1);
        }

        assertRecorded(1, name(Route.UPGRADE, "GET", 101));
    }

    private void assertFails(Route route) throws Exception {
        serve(route);
        try (RawClient raw = new RawClient(port)) {
            raw.write(rawGet(route.path(), "Connection: close"));
            raw.readUntil("HTTP/1.1 200", 1);
            raw.readToEnd();
        }

        assertRecorded(1, "app.timers." + handler(route) + ".GET.failed");
    }

    private void assertAnswered(String request, int status) throws IOException {
        try (RawClient raw = new RawClient(port)) {
            raw.write(request);
            raw.readUntil(" " + status, 1);
            raw.readToEnd();
        }
    }

    private void serve(Route route) {
        assumeTrue(serves(route), () -> route + " cannot be served");
    }

    private static String rawGet(String path, String... headers) {
        String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n";
        return request + Stream.of(headers).map(header -> header + "\r\n").collect(Collectors.joining()) + "\r\n";
    }

    private HttpResponse<String> get(String path) throws Exception {
        return send("GET", path);
    }

    private HttpResponse<String> send(String method, String path) throws Exception {
        return send(client, method, path);
    }

    private HttpResponse<String> send(HttpClient client, String method, String path) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + port + path);
        HttpRequest request = HttpRequest.newBuilder(uri)
                .method(method, BodyPublishers.noBody())
                .timeout(PATIENCE)
                .build();
        return client.send(request, BodyHandlers.ofString());
    }

    private String name(Route route, String method, int status) {
        return "app.timers." + handler(route) + "." + method + "." + status;
    }

    private List<ReceivedMetric> assertRecorded(int times, String name) throws Exception {
        List<ReceivedMetric> metrics = recorded(times);
        assertThat(metrics).allSatisfy(metric -> {
            assertThat(metric.name()).isEqualTo(name);
            assertThat(metric.type()).isEqualTo("ms");
        });
        return metrics;
    }

    private void assertTook(Duration atLeast, List<ReceivedMetric> metrics) {
        assertThat(metrics)
                .allSatisfy(metric -> assertThat(metric.value()).isGreaterThanOrEqualTo(atLeast.toMillis() - 1.0));
    }

    /** All recorded metrics, once this many have come and the server has stopped; asserts that there are no more. */
    private List<ReceivedMetric> recorded(int times) throws Exception {
        received.awaitLines(times, PATIENCE);
        List<ReceivedMetric> metrics = recordedOnceStopped();
        assertThat(metrics).hasSize(times);
        return metrics;
    }

    private List<ReceivedMetric> recordedOnceStopped() throws Exception {
        stop();
        assertThat(inFlight()).as("requests in flight").isZero();
        assertThat(statsd.stop().get(PATIENCE.toSeconds(), SECONDS).confirmed()).isTrue();
        ConnectorStats stats = statsd.stats();
        assertThat(stats.sent()).isEqualTo(received.linesReceived());
        assertThat(stats.pending() + stats.folded() + stats.dropped()).isZero();
        assertThat(received.badLines()).isEmpty();
        return received.metrics();
    }
}
