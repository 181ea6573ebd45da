package io.sprockets.statsd.transport;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** An authority, and what it has signed, made by the JDK's keytool. */
public final class Certificates {
    private static final char[] PASSWORD = "secret".toCharArray();
    private static final String AUTHORITY = "authority";

    private final Path folder;
    private final Path store;

    /** One with its files in a folder. */
    public Certificates(Path folder) throws Exception {
        this.folder = Files.createDirectories(folder);
        this.store = folder.resolve("store.p12");
        make(AUTHORITY, "-ext", "bc:c=ca:true", "-ext", "ku:c=keyCertSign");
    }

    /** A server with a certificate for some subjects, as keytool writes them. */
    public SSLContext server(String name, String subjects, String... validity) throws Exception {
        List<String> more = new ArrayList<>(List.of("-signer", AUTHORITY, "-ext", "san=" + subjects));
        more.addAll(List.of(validity));
        make(name, more.toArray(String[]::new));
        return context(name);
    }

    /** The authority's certificate. */
    public Path trusted() throws Exception {
        return write(
                "trusted.pem",
                pem("CERTIFICATE", loaded().getCertificate(AUTHORITY).getEncoded()));
    }

    /** The certificate of a server and what leads to the authority. */
    public Path chain(String name) throws Exception {
        StringBuilder all = new StringBuilder();
        for (Certificate each : loaded().getCertificateChain(name)) {
            all.append(pem("CERTIFICATE", each.getEncoded()));
        }
        return write(name + ".crt", all.toString());
    }

    /** The key of a server. */
    public Path key(String name) throws Exception {
        return write(name + ".key", pem("PRIVATE KEY", key(loaded(), name).getEncoded()));
    }

    /** How PEM has it. */
    static String pem(String kind, byte[] content) {
        String text = Base64.getMimeEncoder().encodeToString(content);
        return "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n";
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private SSLContext context(String name) throws IOException, GeneralSecurityException {
        KeyStore all = loaded();
        KeyStore own = KeyStore.getInstance("PKCS12");
        own.load(null, null);
        own.setKeyEntry(name, key(all, name), PASSWORD, all.getCertificateChain(name));
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(own, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), trust().getTrustManagers(), null);
        return context;
    }

    private TrustManagerFactory trust() throws IOException, GeneralSecurityException {
        KeyStore authorities = KeyStore.getInstance("PKCS12");
        authorities.load(null, null);
        authorities.setCertificateEntry(AUTHORITY, loaded().getCertificate(AUTHORITY));
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(authorities);
        return factory;
    }

    private static Key key(KeyStore store, String name) throws GeneralSecurityException {
        return store.getKey(name, PASSWORD);
    }

    private KeyStore loaded() throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD);
        }
        return keys;
    }

    private String dname(String name) { // of two authorities no two
        return "CN=" + name + ", OU=" + folder.getFileName();
    }

    private void make(String name, String... more) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of("-genkeypair", "-alias", name, "-keyalg", "EC", "-dname", dname(name)));
        command.addAll(List.of("-keystore", store.toString(), "-storetype", "PKCS12"));
        command.addAll(List.of("-storepass", new String(PASSWORD)));
        command.addAll(List.of(more));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(output);
        }
    }
}
