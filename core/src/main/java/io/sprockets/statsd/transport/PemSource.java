package io.sprockets.statsd.transport;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * Certificates and a key in PEM files, which are read for each connection, so that they may be renewed. One thread uses
 * it.
 */
public final class PemSource implements TlsSource {
    private static final char[] NO_PASSWORD = {};

    private final @Nullable Path trusted;
    private final @Nullable Path certificate;
    private final @Nullable Path key;
    private byte[][] read = {};
    private @Nullable SSLContext context;

    /**
     * Reads nothing yet.
     *
     * @param trusted authorities; null for those of the JVM
     * @param certificate the client's own, with those that lead to its authority; null if it has none
     * @param key the client's own; null if it has none
     */
    public PemSource(@Nullable Path trusted, @Nullable Path certificate, @Nullable Path key) {
        this.trusted = trusted;
        this.certificate = certificate;
        this.key = key;
    }

    @Override
    public SSLContext current() throws IOException, GeneralSecurityException {
        byte[][] now = {bytes(trusted), bytes(certificate), bytes(key)};
        SSLContext known = context;
        if (known != null && Arrays.deepEquals(now, read)) {
            return known;
        }
        SSLContext fresh = SSLContext.getInstance("TLS");
        fresh.init(
                key == null ? null : keys(now[1], now[2]).getKeyManagers(),
                trusted == null ? null : trust(now[0]).getTrustManagers(),
                null);
        read = now;
        context = fresh;
        return fresh;
    }

    private static byte[] bytes(@Nullable Path file) throws IOException {
        return file == null ? new byte[0] : Files.readAllBytes(file);
    }

    private static TrustManagerFactory trust(byte[] authorities) throws IOException, GeneralSecurityException {
        KeyStore store = emptyStore();
        int number = 0;
        for (Certificate each : certificates(authorities)) {
            store.setCertificateEntry("authority-" + number++, each);
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory;
    }

    private static KeyManagerFactory keys(byte[] certificate, byte[] key) throws IOException, GeneralSecurityException {
        KeyStore store = emptyStore();
        Certificate[] chain = certificates(certificate).toArray(new Certificate[0]);
        store.setKeyEntry("client", PemKey.of(new String(key, ISO_8859_1)), NO_PASSWORD, chain);
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, NO_PASSWORD);
        return factory;
    }

    private static KeyStore emptyStore() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static Collection<? extends Certificate> certificates(byte[] pem) throws GeneralSecurityException {
        Collection<? extends Certificate> all =
                CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(pem));
        if (all.isEmpty()) {
            throw new GeneralSecurityException("there is no certificate in the file");
        }
        return List.copyOf(all);
    }

    @Override
    public String toString() {
        return "PEM files " + trusted + ", " + certificate + ", " + key;
    }
}
