package io.sprockets.statsd.faults;

import static io.sprockets.statsd.faults.Faulty.PATIENCE;
import static io.sprockets.statsd.faults.Faulty.awaitThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sprockets.statsd.Delivery;
import io.sprockets.statsd.Overflow;
import io.sprockets.statsd.StatsdConnector;
import io.sprockets.statsd.Tls;
import io.sprockets.statsd.testing.StatsdServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.event.Level;

/** TLS with stunnel and haproxy, which stand in front of a server. */
@ExtendWith(Table.class)
@Tag("interop")
class TlsTest {
    private static final String HERE = "DNS:" + Hosts.NAME + ",IP:127.0.0.1";
    private static final int RESTARTS = 5;
    private static final int CALLS = 1_000_000;

    @TempDir
    Path folder;

    private Pem pem;

    @BeforeEach
    void makeAuthority() throws Exception {
        Proxy.assumeStunnelIsInstalled();
        Proxy.assumeHaproxyIsInstalled();
        assumeTrue(Pem.isInstalled(), "needs openssl: apt-get install openssl");
        pem = new Pem(folder.resolve("pem"));
        Hosts.name("127.0.0.1");
        Log.clear();
    }

    @Test
    void confirmedDeliveryLosesNothingWhileTheServerBehindStunnelIsRestarted(Scenario scenario) throws Exception {
        try (ReferenceServer server = new ReferenceServer(folder);
                Proxy proxy = Proxy.stunnel(folder, server.port(), pem.server("here", HERE, 1))) {
            restart(server, proxy.port(), scenario);
        }
    }

    @Test
    void confirmedDeliveryLosesNothingWhileTheServerBehindHaproxyIsRestarted(Scenario scenario) throws Exception {
        try (ReferenceServer server = new ReferenceServer(folder);
                Proxy proxy = Proxy.haproxyWithTls(folder, server.port(), pem.server("here", HERE, 1))) {
            restart(server, proxy.port(), scenario);
        }
    }

    @Test
    void aMillionIncrementsArriveExactlyThroughStunnelAndHaproxy(Scenario scenario) throws Exception {
        Path certificate = pem.server("here", HERE, 1);
        try (StatsdServer server = StatsdServer.start();
                Proxy stunnel = Proxy.stunnel(folder, server.port(), certificate);
                Proxy haproxy = Proxy.haproxyWithTls(folder, server.port(), certificate)) {
            increment(stunnel.port(), "stunnel", scenario);
            increment(haproxy.port(), "haproxy", scenario);
            awaitThat("all through stunnel").until(() -> server.counter("counters.stunnel") == CALLS);
            awaitThat("all through haproxy").until(() -> server.counter("counters.haproxy") == CALLS);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "expired, -1, NotAfter",
        "other, 1, No subject alternative DNS name matching",
        "foreign, 1, unable to find valid certification path"
    })
    void aCertificateThatIsRefusedIsToldAndMetricsWait(String name, int days, String reason, Scenario scenario)
            throws Exception {
        String subjects = name.equals("other") ? "DNS:other.example" : HERE;
        Pem signer = name.equals("foreign") ? new Pem(folder.resolve("others")) : pem;
        try (StatsdServer server = StatsdServer.start();
                Proxy proxy = Proxy.stunnel(folder, server.port(), signer.server(name, subjects, days))) {
            StatsdConnector statsd = connector(proxy.port(), pem.authority())
                    .stopTimeout(Duration.ofMillis(200))
                    .build();
            statsd.start();
            statsd.incr("hits");
            awaitThat("a warning").until(() -> !Log.lines(Level.WARN).isEmpty());
            assertThat(Log.lines(Level.WARN).get(0).text())
                    .contains("no TLS with " + Hosts.NAME + ":" + proxy.port() + ": ")
                    .contains(reason);
            scenario.note(Log.lines(Level.WARN).get(0).text());
            assertThat(statsd.stats().pending()).isEqualTo(1);
            statsd.close();
            scenario.assertClosed(statsd, 1);
            assertThat(statsd.stats().sent()).isZero();
            assertThat(server.lines()).isEmpty();
        }
    }

    @Test
    void aServerThatWantsACertificateTellsSoAndTakesARotatedOneWithoutARestart(Scenario scenario) throws Exception {
        Pem others = new Pem(folder.resolve("others"));
        others.server("client", "DNS:client.example", 1);
        pem.server("client", "DNS:client.example", 1);
        Path shown = folder.resolve("client.pem");
        Path key = folder.resolve("client.key");
        copyClient(others, shown, key);
        try (StatsdServer server = StatsdServer.start();
                Proxy proxy =
                        Proxy.stunnelForClients(folder, server.port(), pem.server("here", HERE, 1), pem.authority())) {
            StatsdConnector statsd = connector(proxy.port(), pem.authority())
                    .tls(Tls.pem(pem.authority(), shown, key))
                    .delivery(Delivery.CONFIRMED) // whatever it takes until the server refuses it
                    .build();
            statsd.start();
            statsd.incr("hits");
            awaitThat("a warning").until(() -> !Log.lines(Level.WARN).isEmpty());
            assertThat(Log.lines(Level.WARN).get(0).text())
                    .contains("metrics wait", "no TLS with " + Hosts.NAME + ":" + proxy.port() + ": ")
                    .contains("Received fatal alert: ");
            scenario.note(Log.lines(Level.WARN).get(0).text());
            assertThat(server.lines()).isEmpty();
            copyClient(pem, shown, key);
            awaitThat("it").until(() -> server.counter("counters.hits") == 1);
            statsd.close();
            scenario.assertClosed(statsd, 1);
        }
    }

    private static void copyClient(Pem from, Path certificate, Path key) throws IOException {
        Files.copy(from.folder().resolve("client.key"), key, StandardCopyOption.REPLACE_EXISTING);
        Files.copy(from.folder().resolve("client.pem"), certificate, StandardCopyOption.REPLACE_EXISTING);
    }

    @Test
    void aRotatedCertificateAndItsAuthorityNeedNoRestart(Scenario scenario) throws Exception {
        Pem next = new Pem(folder.resolve("next"));
        Path trusted = Files.copy(pem.authority(), folder.resolve("trusted.pem"));
        try (StatsdServer server = StatsdServer.start()) {
            Proxy before = Proxy.stunnel(folder, server.port(), pem.server("here", HERE, 1));
            StatsdConnector statsd = connector(before.port(), trusted).build();
            statsd.start();
            statsd.incr("hits");
            awaitThat("the first one").until(() -> server.counter("counters.hits") == 1);
            before.close();
            try (Proxy after = Proxy.stunnel(folder, before.port(), server.port(), next.server("here", HERE, 1))) {
                statsd.incr("hits");
                awaitThat("a refusal").until(() -> !Log.lines(Level.WARN).isEmpty());
                Files.copy(next.authority(), trusted, StandardCopyOption.REPLACE_EXISTING);
                awaitThat("the second one").until(() -> server.counter("counters.hits") == 2);
                assertThat(after.port()).isEqualTo(before.port());
                statsd.close();
                scenario.assertClosed(statsd, 2);
                scenario.delivered(2);
            }
        }
    }

    @Test
    void aRefusalIsToldAtOnceAfterAnOutageOfAnotherKind(Scenario scenario) throws Exception {
        try (StatsdServer server = StatsdServer.start()) {
            Proxy before = Proxy.stunnel(folder, server.port(), pem.server("here", HERE, 1));
            before.close();
            StatsdConnector statsd = connector(before.port(), pem.authority())
                    .stopTimeout(Duration.ofMillis(200))
                    .build();
            statsd.start();
            statsd.incr("hits");
            awaitThat("a warning").until(() -> !Log.lines(Level.WARN).isEmpty());
            Path expired = pem.server("expired", HERE, -1);
            try (Proxy after = Proxy.stunnel(folder, before.port(), server.port(), expired)) {
                awaitThat("the other warning").until(() -> warnings("NotAfter") > 0);
                statsd.close();
                scenario.assertClosed(statsd, 1);
                assertThat(warnings("NotAfter")).isEqualTo(1);
                assertThat(after.port()).isEqualTo(before.port());
            }
        }
    }

    @Test
    void aRefusalIsToldWhileTheConnectionInUseStillWorks(Scenario scenario) throws Exception {
        Pem others = new Pem(folder.resolve("others"));
        Path trusted = Files.copy(pem.authority(), folder.resolve("trusted.pem"));
        try (StatsdServer server = StatsdServer.start();
                Proxy proxy = Proxy.stunnel(folder, server.port(), pem.server("here", HERE, 1))) {
            StatsdConnector statsd = connector(proxy.port(), trusted)
                    .delivery(Delivery.confirmed(Duration.ofMillis(100)))
                    .build();
            statsd.start();
            statsd.incr("hits");
            awaitThat("the first one").until(() -> statsd.stats().confirmed() == 1);
            Files.copy(others.authority(), trusted, StandardCopyOption.REPLACE_EXISTING);
            statsd.incr("hits");
            awaitThat("a warning").until(() -> warnings("unable to find valid certification path") > 0);
            assertThat(warnings("cannot open the next connection")).isEqualTo(1);
            scenario.note(Log.lines(Level.WARN).get(0).text());
            assertThat(statsd.stats().connected()).isTrue();
            assertThat(statsd.stats().confirmed()).isEqualTo(1);
            Files.copy(pem.authority(), trusted, StandardCopyOption.REPLACE_EXISTING);
            awaitThat("the second one").until(() -> statsd.stats().confirmed() == 2);
            awaitThat("told of the end")
                    .until(() -> Log.lines(Level.INFO).stream()
                            .anyMatch(line -> line.text().contains("connected again after")));
            statsd.close();
            scenario.assertClosed(statsd, 2);
            assertThat(server.counter("counters.hits")).isEqualTo(2);
            scenario.delivered(2);
            assertThat(Log.lines(Level.WARN)).hasSize(1);
        }
    }

    private static long warnings(String text) {
        return Log.lines(Level.WARN).stream()
                .filter(line -> line.text().contains(text))
                .count();
    }

    private void restart(ReferenceServer server, int port, Scenario scenario) throws Exception {
        Tls tls = Tls.pem(pem.authority());
        Arrivals arrivals = new Restarts(server, port, Delivery.CONFIRMED, tls)
                .run(RESTARTS, Restarts.LINES_PER_SECOND / 2, restart -> 0, scenario);
        assertThat(arrivals.missing()).isZero();
    }

    private void increment(int port, String name, Scenario scenario) {
        StatsdConnector statsd = connector(port, pem.authority())
                .overflow(Overflow.block(PATIENCE))
                .build();
        statsd.start();
        IntStream.range(0, CALLS).forEach(i -> statsd.incr(name));
        statsd.close();
        scenario.assertClosed(statsd, CALLS);
        scenario.delivered(CALLS);
    }

    private static StatsdConnector.Builder connector(int port, Path authority) {
        return StatsdConnector.builder()
                .host(Hosts.NAME)
                .port(port)
                .tls(Tls.pem(authority))
                .reconnectBackoff(Duration.ofMillis(10), Duration.ofMillis(50))
                .stopTimeout(PATIENCE);
    }
}
