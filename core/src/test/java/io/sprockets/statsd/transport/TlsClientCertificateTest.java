package io.sprockets.statsd.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against the JDK's own server, which wants to see the client's certificate. */
@Timeout(60)
class TlsClientCertificateTest {
    private static final long SHORT = 1_000_000; // nanoseconds

    @TempDir
    private static Path folder;

    private static Certificates ours;
    private static Certificates others;
    private static SSLContext server;

    @BeforeAll
    static void makeCertificates() throws Exception {
        ours = new Certificates(folder.resolve("ours"));
        server = ours.server("server", "dns:localhost");
        ours.server("client", "dns:client.example");
        ours.server("expired", "dns:client.example", "-startdate", "-10d", "-validity", "1");
        others = new Certificates(folder.resolve("others"));
        others.server("client", "dns:client.example");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void open_showsTheServerTheCertificateOfThePemFiles(String protocol) throws Exception {
        try (TlsServer wanting = TlsServer.wantingCertificates(server, protocol)) {
            deliver(wanting, pem(ours.chain("client"), ours.key("client")));
            assertThat(wanting.received()).isEqualTo("a\n");
            assertThat(wanting.clients()).containsOnly("CN=client,OU=ours");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void isEnded_saysThatTheServerWantsACertificate(String protocol) throws Exception {
        assertRefused(protocol, pem(null, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void isEnded_saysThatTheServerRefusesAnExpiredCertificate(String protocol) throws Exception {
        assertRefused(protocol, pem(ours.chain("expired"), ours.key("expired")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void isEnded_saysThatTheServerRefusesACertificateOfAnotherAuthority(String protocol) throws Exception {
        assertRefused(protocol, pem(others.chain("client"), others.key("client")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void open_showsARenewedCertificateWithoutARestart(String protocol) throws Exception {
        Path certificate = Files.copy(ours.chain("expired"), folder.resolve(protocol + ".crt"));
        Path key = Files.copy(ours.key("expired"), folder.resolve(protocol + ".key"));
        PemSource source = pem(certificate, key);
        try (TlsServer wanting = TlsServer.wantingCertificates(server, protocol)) {
            assertThatThrownBy(() -> deliver(wanting, source)).isInstanceOf(SSLHandshakeException.class);
            Files.copy(ours.chain("client"), certificate, REPLACE_EXISTING);
            Files.copy(ours.key("client"), key, REPLACE_EXISTING);
            deliver(wanting, source);
            assertThat(wanting.received()).isEqualTo("a\n");
        }
    }

    private static void assertRefused(String protocol, PemSource source) throws Exception {
        try (TlsServer wanting = TlsServer.wantingCertificates(server, protocol)) {
            assertThatThrownBy(() -> deliver(wanting, source))
                    .isInstanceOf(SSLHandshakeException.class)
                    .hasMessageStartingWith("no TLS with localhost:" + wanting.port() + ": ")
                    .hasMessageMatching(".*Received fatal alert: " + alert(protocol));
            assertThat(wanting.received()).isEmpty();
        }
    }

    /** What the server says of a certificate that it misses or refuses: in TLS 1.2 newer JDKs do not name it. */
    private static String alert(String protocol) {
        String named = "\\w*certificate\\w*";
        return protocol.equals("TLSv1.3") ? named : "(" + named + "|handshake_failure)";
    }

    private static PemSource pem(@Nullable Path certificate, @Nullable Path key) throws Exception {
        return new PemSource(ours.trusted(), certificate, key);
    }

    /** Sends a line and waits until the server has read it, or has refused the connection. */
    private static void deliver(TlsServer server, PemSource source) throws IOException {
        try (Transport transport = SelectorTransport.tls(List.of("localhost"), server.port(), source)) {
            Connection connection = opened(transport);
            try {
                while (!connection.isEstablished()) {
                    transport.await(SHORT);
                }
                connection.send(ByteBuffer.wrap("a\n".getBytes(UTF_8)));
                connection.finish();
                while (!connection.isEnded()) {
                    transport.await(SHORT);
                }
            } finally {
                connection.close();
            }
        }
    }

    private static Connection opened(Transport transport) throws IOException {
        Connection connection = transport.open(0);
        while (connection == null) {
            transport.await(SHORT);
            connection = transport.open(0);
        }
        return connection;
    }
}
