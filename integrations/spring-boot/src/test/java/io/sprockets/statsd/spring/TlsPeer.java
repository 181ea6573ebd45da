package io.sprockets.statsd.spring;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/** A server with TLS for one connection, whose certificate, signed by itself, may also be that of its client. */
final class TlsPeer implements AutoCloseable {
    private static final char[] PASSWORD = "secret".toCharArray();

    private final Path folder;
    private final KeyStore keys = KeyStore.getInstance("PKCS12");
    private final SSLServerSocket socket;
    private final CompletableFuture<String> received;

    /** @param mutual whether the client has to show a certificate */
    TlsPeer(Path folder, boolean mutual) throws Exception {
        this.folder = folder;
        Path store = folder.resolve("store.p12");
        keytool("-genkeypair", "-keyalg", "EC", "-dname", "CN=peer", "-ext", "san=ip:127.0.0.1", "-keystore", store);
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD);
        }
        this.socket = (SSLServerSocket)
                context().getServerSocketFactory().createServerSocket(0, 1, InetAddress.getLoopbackAddress());
        socket.setNeedClientAuth(mutual);
        this.received = CompletableFuture.supplyAsync(this::readAll);
    }

    int port() {
        return socket.getLocalPort();
    }

    /** All that one connection has sent. */
    String received() {
        return received.join();
    }

    /** The certificate, in PEM. */
    Path certificate() throws Exception {
        return pem("CERTIFICATE", keys.getCertificate("mykey").getEncoded());
    }

    /** Its key, in PEM. */
    Path key() throws Exception {
        return pem("PRIVATE KEY", keys.getKey("mykey", PASSWORD).getEncoded());
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private String readAll() {
        try (SSLSocket client = (SSLSocket) socket.accept()) {
            return new String(client.getInputStream().readAllBytes(), UTF_8);
        } catch (IOException refused) {
            return refused.toString();
        }
    }

    private SSLContext context() throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("peer", keys.getCertificate("mykey"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private Path pem(String kind, byte[] content) throws IOException {
        String text = Base64.getMimeEncoder().encodeToString(content);
        return Files.writeString(
                folder.resolve(kind.charAt(0) + ".pem"),
                "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n");
    }

    private static void keytool(Object... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        command.addAll(List.of("-storepass", new String(PASSWORD)));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(output);
        }
    }
}
