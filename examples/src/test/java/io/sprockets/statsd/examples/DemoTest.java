package io.sprockets.statsd.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sprockets.statsd.Protocol;
import io.sprockets.statsd.testing.StatsdServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class DemoTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final Screen screen = new Screen(new PrintStream(printed, true, StandardCharsets.UTF_8), false, 100, 100);

    @ParameterizedTest
    @EnumSource(names = {"TCP", "UDP"})
    void everything_recorded_is_sent_and_received(Protocol protocol) throws Exception {
        int exitCode = new Demo(new DemoOptions(1, protocol, Optional.empty(), 8125, false, false), screen).run();

        assertThat(exitCode).as(text()).isZero();
        assertThat(text())
                .contains("ledger agrees")
                .contains("timers.some-operation", "timers.MyHandler.GET.204")
                .contains("counters.requests", "gauges.requests-in-flight");
        assertThat(number("recorded")).isPositive().isEqualTo(number("sent")).isEqualTo(number("received"));
        assertThat(number("dropped")).isZero();
    }

    @Test
    void watched_it_opens_with_the_address_of_a_page_that_shows_what_comes() throws Exception {
        Demo demo = new Demo(DemoOptions.parse("--watch"), screen);
        CompletableFuture<Integer> exitCode = CompletableFuture.supplyAsync(() -> run(demo));
        await().atMost(PATIENCE).until(() -> text().contains("watch it   http://127.0.0.1:"));
        Matcher address = Pattern.compile("watch it {3}(\\S+)").matcher(text());
        assertThat(address.find()).isTrue();
        URI figures = URI.create(address.group(1)).resolve("api/series");

        await().atMost(PATIENCE).until(() -> get(figures).contains("timers.MyHandler.GET.204"));
        demo.end();

        assertThat(exitCode.join()).as(text()).isZero();
        assertThat(number("recorded")).isPositive().isEqualTo(number("sent")).isEqualTo(number("received"));
        assertThat(number("dropped")).isZero();
    }

    private static int run(Demo demo) {
        try {
            return demo.run();
        } catch (IOException | InterruptedException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static String get(URI address) throws IOException {
        try (InputStream body = address.toURL().openStream()) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void a_server_elsewhere_gets_the_metrics_and_is_not_asked_for_them() throws Exception {
        try (StatsdServer server = StatsdServer.start()) {
            DemoOptions options =
                    new DemoOptions(1, Protocol.TCP, Optional.of(server.host()), server.port(), false, false);

            assertThat(new Demo(options, screen).run()).as(text()).isZero();

            assertThat(text()).contains("not known: a server elsewhere").contains("ledger agrees");
            assertThat(number("recorded")).isPositive().isEqualTo(server.linesReceived());
        }
    }

    @Test
    void a_server_that_is_not_there_fails_the_demo() throws Exception {
        int port;
        try (StatsdServer gone = StatsdServer.start()) {
            port = gone.port();
        }
        DemoOptions options = new DemoOptions(1, Protocol.TCP, Optional.of("127.0.0.1"), port, false, false);

        assertThat(new Demo(options, screen).run()).as(text()).isEqualTo(1);

        assertThat(text()).contains("ledger agrees, but nothing was sent");
        assertThat(number("recorded")).isPositive().isEqualTo(number("dropped"));
    }

    @Test
    void an_early_end_is_orderly() throws Exception {
        try (StatsdServer server = StatsdServer.start()) {
            DemoOptions options =
                    new DemoOptions(600, Protocol.TCP, Optional.of(server.host()), server.port(), false, false);
            Demo demo = new Demo(options, screen);
            CompletableFuture<Void> end = CompletableFuture.runAsync(() -> {
                server.awaitLines(1, Duration.ofSeconds(30));
                demo.end();
            });

            assertThat(demo.run()).as(text()).isZero();

            end.join();
            assertThat(text()).contains("ledger agrees");
            assertThat(number("recorded")).isEqualTo(number("sent")).isEqualTo(server.linesReceived());
        }
    }

    private String text() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    private long number(String row) {
        Matcher line = Pattern.compile("(?m)^ +" + row + " +([0-9,]+)").matcher(text());
        assertThat(line.find()).as(row).isTrue();
        long number = -1;
        do {
            number = Long.parseLong(line.group(1).replace(",", "")); // the last one is in the ledger
        } while (line.find());
        return number;
    }
}
