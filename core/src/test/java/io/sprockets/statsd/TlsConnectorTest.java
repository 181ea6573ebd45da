package io.sprockets.statsd;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sprockets.statsd.transport.Certificates;
import io.sprockets.statsd.transport.TlsServer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The connector and the JDK's own server for TLS. */
@Timeout(120)
class TlsConnectorTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String HERE = "dns:localhost,ip:127.0.0.1";

    @TempDir
    private static Path folder;

    private static Path trusted = Path.of("");
    private static Path foreign = Path.of("");
    private static SSLContext good;
    private static SSLContext expired;
    private static SSLContext renewed;
    private static Certificates clients;
    private static Certificates clientsOfOthers;

    @BeforeAll
    static void makeCertificates() throws Exception {
        Certificates certificates = new Certificates(folder.resolve("ours"));
        trusted = certificates.trusted();
        good = certificates.server("good", HERE);
        expired = certificates.server("expired", HERE, "-startdate", "-10d", "-validity", "1");
        Certificates others = new Certificates(folder.resolve("others"));
        foreign = others.trusted();
        clients = certificates;
        clients.server("client", "dns:client.example");
        clientsOfOthers = others;
        clientsOfOthers.server("client", "dns:client.example");
        renewed = others.server("renewed", HERE);
    }

    @Test
    void aMillionIncrementsArriveExactly() throws Exception {
        int calls = 1_000_000;
        try (TlsServer server = new TlsServer(good, "TLSv1.3", 0)) {
            StatsdConnector statsd = to(server.port(), trusted)
                    .overflow(Overflow.block(PATIENCE))
                    .backlogBytes(1 << 25) // so that none is merged
                    .build();
            statsd.start();
            IntStream.range(0, calls).forEach(i -> statsd.incr("hits"));
            StopReport report = statsd.stop().join();

            assertThat(report).isEqualTo(new StopReport(true, calls, 0));
            Ledger.assertClosed(statsd, calls);
            assertThat(server.received()).isEqualTo("counters.hits:1|c\n".repeat(calls));
        }
    }

    @Test
    void restartsLoseNothingWithConfirmedDelivery() throws Exception {
        int restarts = 5;
        int lines = 0;
        Set<String> received = new HashSet<>();
        TlsServer server = new TlsServer(good, "TLSv1.3", 0);
        StatsdConnector statsd = to(server.port(), trusted)
                .delivery(Delivery.confirmed(Duration.ofMillis(100)))
                .build();
        statsd.start();
        for (int i = 0; i < restarts; i++) {
            TlsServer current = server;
            int confirmed = record(statsd, lines);
            await().atMost(PATIENCE).until(() -> statsd.stats().confirmed() >= confirmed);
            lines = record(statsd, confirmed); // some of these are on their way when it ends
            current.close();
            received.addAll(linesOf(current));
            server = new TlsServer(good, "TLSv1.3", current.port());
        }
        assertThat(statsd.stop().join().confirmed()).isTrue();
        received.addAll(linesOf(server));
        server.close();

        Ledger.assertClosed(statsd, lines);
        assertThat(received)
                .isEqualTo(IntStream.range(0, lines)
                        .mapToObj(line -> "gauges.line:" + line + "|g")
                        .collect(Collectors.toSet()));
    }

    @Test
    void metricsWaitForACertificateThatIsGood() throws Exception {
        TlsServer wrong = new TlsServer(expired, "TLSv1.3", 0);
        StatsdConnector statsd = to(wrong.port(), trusted).build();
        statsd.start();
        statsd.incr("hits");
        await().atMost(PATIENCE).until(() -> wrong.accepted() >= 2);
        wrong.close();
        assertThat(statsd.stats().connected()).isFalse();
        assertThat(statsd.stats().pending()).isEqualTo(1);
        try (TlsServer server = new TlsServer(good, "TLSv1.3", wrong.port())) {
            await().atMost(PATIENCE).until(() -> server.received().equals("counters.hits:1|c\n"));
            statsd.close();
            Ledger.assertClosed(statsd, 1);
            assertThat(wrong.received()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void metricsWaitUntilTheServerIsShownTheCertificateThatItWants(String protocol) throws Exception {
        Path certificate = Files.copy(clientsOfOthers.chain("client"), folder.resolve(protocol + ".crt"));
        Path key = Files.copy(clientsOfOthers.key("client"), folder.resolve(protocol + ".key"));
        try (TlsServer server = TlsServer.wantingCertificates(good, protocol)) {
            StatsdConnector statsd = to(server.port(), trusted)
                    .tls(Tls.pem(trusted, certificate, key))
                    .delivery(Delivery.CONFIRMED)
                    .build();
            statsd.start();
            statsd.incr("hits");
            await().atMost(PATIENCE).until(() -> server.accepted() >= 3);
            await().atMost(PATIENCE) // it may have been sent a moment before the refusal came
                    .until(() -> statsd.stats().sent() == 0 && statsd.stats().pending() == 1);
            assertThat(server.received()).isEmpty();
            Files.copy(clients.key("client"), key, StandardCopyOption.REPLACE_EXISTING);
            Files.copy(clients.chain("client"), certificate, StandardCopyOption.REPLACE_EXISTING);
            await().atMost(PATIENCE).until(() -> server.received().equals("counters.hits:1|c\n"));
            statsd.close();
            Ledger.assertClosed(statsd, 1);
        }
    }

    @Test
    void aRenewedCertificateAndItsAuthorityAreFoundWithoutARestart() throws Exception {
        Path changing = Files.copy(trusted, folder.resolve("changing.pem"));
        TlsServer before = new TlsServer(good, "TLSv1.3", 0);
        StatsdConnector statsd = to(before.port(), changing).build();
        statsd.start();
        statsd.incr("first");
        await().atMost(PATIENCE).until(() -> before.received().equals("counters.first:1|c\n"));
        before.close();
        try (TlsServer after = new TlsServer(renewed, "TLSv1.3", before.port())) {
            statsd.incr("second");
            await().atMost(PATIENCE).until(() -> after.accepted() >= 2);
            assertThat(after.received()).isEmpty();
            Files.copy(foreign, changing, StandardCopyOption.REPLACE_EXISTING);
            await().atMost(PATIENCE).until(() -> after.received().equals("counters.second:1|c\n"));
            statsd.close();
            Ledger.assertClosed(statsd, 2);
        }
    }

    @Test
    void nothingIsSentInClear() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            Map<String, String> variables = Map.of(
                    "STATSD_HOST", "127.0.0.1",
                    "STATSD_PORT", Integer.toString(server.getLocalPort()),
                    "STATSD_PROTOCOL", "tls");
            StatsdConnector statsd = StatsdConnector.fromEnvironment(variables)
                    .reconnectBackoff(Duration.ofMillis(10), Duration.ofMillis(50))
                    .stopTimeout(Duration.ofMillis(200))
                    .build();
            statsd.incr("secret");
            statsd.start();
            for (int i = 0; i < 3; i++) {
                try (Socket accepted = server.accept()) {
                    byte[] begin = accepted.getInputStream().readNBytes(200);
                    assertThat(begin[0]).as("a record of the handshake").isEqualTo((byte) 22);
                    assertThat(new String(begin, ISO_8859_1)).doesNotContain("secret");
                }
            }
            statsd.close();
            Ledger.assertClosed(statsd, 1);
            assertThat(statsd.stats().sent()).isZero();
        }
    }

    @Test
    void checksOfCertificatesThatNeverEndTakeAFewThreads() throws Exception {
        int attempts = 12;
        CountDownLatch answered = new CountDownLatch(1);
        AtomicInteger checks = new AtomicInteger();
        SSLContext slow = SSLContext.getInstance("TLS");
        slow.init(null, new TrustManager[] {new Patient(answered, checks)}, null);
        try (TlsServer server = new TlsServer(good, "TLSv1.3", 0)) {
            StatsdConnector statsd = to(server.port(), trusted)
                    .tls(Tls.of(slow))
                    .connectTimeout(Duration.ofMillis(200))
                    .build();
            statsd.start();
            statsd.incr("hits");
            await().atMost(PATIENCE).until(() -> server.accepted() >= attempts);
            assertThat(checks.get()).isLessThanOrEqualTo(4);
            answered.countDown();
            await().atMost(PATIENCE).until(() -> server.received().equals("counters.hits:1|c\n"));
            statsd.close();
            Ledger.assertClosed(statsd, 1);
        }
    }

    /** Trusts a server once somebody has answered. */
    private static final class Patient extends X509ExtendedTrustManager {
        private final CountDownLatch answered;
        private final AtomicInteger checks;

        Patient(CountDownLatch answered, AtomicInteger checks) {
            this.answered = answered;
            this.checks = checks;
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String algorithm, SSLEngine engine)
                throws CertificateException {
            checkServerTrusted(chain, algorithm);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String algorithm, Socket socket)
                throws CertificateException {
            checkServerTrusted(chain, algorithm);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String algorithm) throws CertificateException {
            checks.incrementAndGet();
            try {
                answered.await();
            } catch (InterruptedException e) {
                throw new CertificateException(e);
            }
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String algorithm, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String algorithm, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String algorithm) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    /** Records lines from this number on, and returns the next one. */
    private static int record(StatsdConnector statsd, int first) {
        IntStream.range(first, first + 5_000).forEach(line -> statsd.gauge("line", line));
        return first + 5_000;
    }

    private static StatsdConnector.Builder to(int port, Path trusted) {
        return StatsdConnector.builder()
                .host("localhost")
                .port(port)
                .tls(Tls.pem(trusted))
                .reconnectBackoff(Duration.ofMillis(10), Duration.ofMillis(50))
                .stopTimeout(PATIENCE);
    }

    /** The whole ones. */
    private static Set<String> linesOf(TlsServer server) {
        String text = server.received();
        return Arrays.stream(text.substring(0, text.lastIndexOf('\n') + 1).split("\n"))
                .collect(Collectors.toSet());
    }
}
