package io.sprockets.statsd.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against the JDK's own server. */
@Timeout(60)
class TlsTransportTest {
    private static final long SHORT = 1_000_000; // nanoseconds
    private static final String HERE = "dns:localhost,ip:127.0.0.1";

    @TempDir
    private static Path folder;

    private static Path trusted = Path.of("");
    private static SSLContext good = none();
    private static SSLContext other = none();
    private static SSLContext expired = none();
    private static SSLContext foreign = none();
    private static Path foreignTrusted = Path.of("");

    @BeforeAll
    static void makeCertificates() throws Exception {
        Certificates certificates = new Certificates(folder.resolve("ours"));
        trusted = certificates.trusted();
        good = certificates.server("good", HERE);
        other = certificates.server("other", "dns:other.example");
        expired = certificates.server("expired", HERE, "-startdate", "-10d", "-validity", "1");
        Certificates others = new Certificates(folder.resolve("others"));
        foreign = others.server("good", HERE);
        foreignTrusted = others.trusted();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void send_handsOverAllInOrderAndTheHalfCloseIsAnswered(String protocol) throws Exception {
        try (TlsServer server = new TlsServer(good, protocol, 0);
                Transport transport = to(server, "localhost")) {
            Connection connection = connect(transport);
            ByteBuffer lines = lines("abcdefg\n".repeat(200_000));
            while (!connection.send(lines)) {
                transport.await(SHORT);
                assertThat(connection.isEnded()).isFalse();
            }
            assertThat(connection.finish()).isTrue();
            while (!connection.isEnded()) {
                transport.await(SHORT);
            }
            assertThat(server.received()).isEqualTo("abcdefg\n".repeat(200_000));
            connection.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void open_resumesTheSession(String protocol) throws Exception {
        try (TlsServer server = new TlsServer(good, protocol, 0);
                Transport transport = to(server, "127.0.0.1")) {
            for (int i = 1; i <= 3; i++) {
                Connection connection = connect(transport);
                transport.settled();
                connection.send(lines("a\n"));
                String expected = "a\n".repeat(i);
                Awaitility.await().until(() -> server.received().equals(expected));
                connection.isEnded(); // reads the ticket
                connection.finish();
                while (!connection.isEnded()) {
                    transport.await(SHORT);
                }
                connection.close();
            }
            assertThat(Set.copyOf(server.sessions())).hasSize(1);
        }
    }

    @Test
    void open_refusesACertificateThatHasExpired() throws Exception {
        assertRefused(expired, "localhost", "NotAfter");
    }

    @Test
    void open_refusesACertificateOfAnotherName() throws Exception {
        assertRefused(other, "localhost", "No subject alternative DNS name matching localhost found");
        assertRefused(other, "127.0.0.1", "No subject alternative names matching IP address 127.0.0.1 found");
    }

    @Test
    void open_refusesACertificateThatNobodyTrusts() throws Exception {
        assertRefused(foreign, "localhost", "unable to find valid certification path");
    }

    @Test
    void open_failsWithAServerThatSpeaksInClearAndTellsItNothing() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Transport transport = SelectorTransport.tls(
                        List.of("127.0.0.1"), server.getLocalPort(), new PemSource(trusted, null, null))) {
            Connection connection = transport.open(0);
            assertThat(connection).isNotNull();
            try (Socket accepted = server.accept()) {
                accepted.getOutputStream().write("+OK\r\n".getBytes(UTF_8));
                assertThatThrownBy(() -> establish(transport, connection))
                        .isInstanceOf(SSLHandshakeException.class)
                        .hasMessageStartingWith("no TLS with 127.0.0.1:");
                connection.close();
            }
        }
    }

    @Test
    void isEnded_throwsWhenTheConnectionIsCutOff() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Transport transport = SelectorTransport.tls(
                        List.of("localhost"), server.getLocalPort(), new PemSource(trusted, null, null))) {
            Connection connection = open(transport);
            Socket plain = server.accept();
            SSLSocket accepted = (SSLSocket) good.getSocketFactory().createSocket(plain, null, false);
            accepted.setUseClientMode(false);
            Thread handshake = new Thread(() -> {
                try {
                    accepted.startHandshake();
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            });
            handshake.start();
            establish(transport, connection);
            handshake.join();
            plain.shutdownOutput();
            assertThatThrownBy(() -> {
                        while (!connection.isEnded()) {
                            transport.await(SHORT);
                        }
                    })
                    .isInstanceOf(EOFException.class);
            connection.close();
            plain.close();
        }
    }

    /** Else the server would take it for a connection that was cut off. */
    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void close_saysGoodbye(String protocol) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Transport transport = SelectorTransport.tls(
                        List.of("localhost"), server.getLocalPort(), new PemSource(trusted, null, null))) {
            Connection connection = open(transport);
            SSLSocket accepted = (SSLSocket) good.getSocketFactory().createSocket(server.accept(), null, true);
            accepted.setUseClientMode(false);
            accepted.setEnabledProtocols(new String[] {protocol});
            CompletableFuture<String> read = CompletableFuture.supplyAsync(() -> {
                try (accepted) {
                    return new String(accepted.getInputStream().readAllBytes(), UTF_8);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            establish(transport, connection);
            sendAll(transport, connection, "a\n");
            connection.close();
            assertThat(read.join()).isEqualTo("a\n");
        }
    }

    /** With TLS 1.2 all is negotiated again, with 1.3 a key is replaced. */
    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void send_goesOnWhenTheServerWantsNewKeys(String protocol) throws Exception {
        String before = "a\n".repeat(20_000);
        String after = "b\n".repeat(20_000);
        CountDownLatch renewed = new CountDownLatch(1);
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Transport transport = SelectorTransport.tls(
                        List.of("localhost"), server.getLocalPort(), new PemSource(trusted, null, null))) {
            Connection connection = open(transport);
            SSLSocket accepted = (SSLSocket) good.getSocketFactory().createSocket(server.accept(), null, true);
            accepted.setUseClientMode(false);
            accepted.setEnabledProtocols(new String[] {protocol});
            CompletableFuture<String> read = CompletableFuture.supplyAsync(() -> {
                try (accepted) {
                    String first = new String(accepted.getInputStream().readNBytes(before.length()), UTF_8);
                    if (protocol.equals("TLSv1.2")) {
                        accepted.addHandshakeCompletedListener(event -> renewed.countDown());
                        accepted.startHandshake(); // asks the client to begin it
                    } else {
                        accepted.startHandshake();
                        renewed.countDown();
                    }
                    return first + new String(accepted.getInputStream().readAllBytes(), UTF_8);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            establish(transport, connection);
            sendAll(transport, connection, before);
            while (renewed.getCount() > 0) {
                assertThat(connection.isEnded()).isFalse();
                transport.await(SHORT);
            }
            sendAll(transport, connection, after);
            connection.finish();
            while (!connection.isEnded()) {
                transport.await(SHORT);
            }
            connection.close();
            assertThat(read.join()).isEqualTo(before + after);
        }
    }

    private static void sendAll(Transport transport, Connection connection, String text) throws IOException {
        ByteBuffer lines = lines(text);
        while (!connection.send(lines)) {
            transport.await(SHORT);
            assertThat(connection.isEnded()).isFalse();
        }
    }

    @Test
    void open_trustsARenewedAuthorityWithoutARestart() throws Exception {
        Path changing = Files.copy(trusted, folder.resolve("renewed.pem"));
        try (TlsServer server = new TlsServer(foreign, "TLSv1.3", 0);
                Transport transport = SelectorTransport.tls(
                        List.of("localhost"), server.port(), new PemSource(changing, null, null))) {
            assertThatThrownBy(() -> connect(transport)).isInstanceOf(SSLHandshakeException.class);
            Files.copy(foreignTrusted, changing, StandardCopyOption.REPLACE_EXISTING);
            connect(transport).close();
        }
    }

    @Test
    void open_saysWhatIsWrongWithTheFiles() throws Exception {
        Path changing = folder.resolve("wrong.pem");
        try (Transport transport =
                SelectorTransport.tls(List.of("127.0.0.1"), 1, new PemSource(changing, changing, changing))) {
            assertThatThrownBy(() -> transport.open(0))
                    .hasMessage("TLS cannot be used: java.nio.file.NoSuchFileException: " + changing);
            Files.writeString(changing, "");
            assertThatThrownBy(() -> transport.open(0)).hasMessageContaining("no certificate in the file");
            Files.copy(trusted, changing, StandardCopyOption.REPLACE_EXISTING);
            assertThatThrownBy(() -> transport.open(0)).hasMessageContaining("the file has no unencrypted key in PEM");
        }
    }

    private static void assertRefused(SSLContext context, String host, String reason) throws Exception {
        try (TlsServer server = new TlsServer(context, "TLSv1.3", 0);
                Transport transport = to(server, host)) {
            assertThatThrownBy(() -> connect(transport))
                    .isInstanceOf(SSLHandshakeException.class)
                    .hasMessageStartingWith("no TLS with " + host + ":" + server.port() + ": ")
                    .hasMessageContaining(reason);
            assertThat(server.received()).isEmpty();
        }
    }

    private static Transport to(TlsServer server, String host) {
        return SelectorTransport.tls(List.of(host), server.port(), new PemSource(trusted, null, null));
    }

    private static Connection connect(Transport transport) throws IOException {
        return establish(transport, open(transport));
    }

    private static Connection open(Transport transport) throws IOException {
        Connection connection = transport.open(0);
        while (connection == null) {
            transport.await(SHORT);
            connection = transport.open(0);
        }
        return connection;
    }

    private static Connection establish(Transport transport, Connection connection) throws IOException {
        try {
            while (!connection.isEstablished()) {
                transport.await(SHORT);
            }
            return connection;
        } catch (IOException e) {
            connection.close();
            throw e;
        }
    }

    private static ByteBuffer lines(String text) {
        return ByteBuffer.wrap(text.getBytes(UTF_8));
    }

    private static SSLContext none() {
        try {
            return SSLContext.getInstance("TLS");
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
