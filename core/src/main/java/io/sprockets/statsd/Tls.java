package io.sprockets.statsd;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * The authorities that a connector trusts over TLS, and the certificate that it presents. The server's certificate must
 * always be valid for the host's name. Immutable.
 *
 * <pre>{@code
 * StatsdConnector.builder().host("statsd.example.com").port(8126).tls(Tls.pem(Path.of("/etc/tls/ca.crt"))).build();
 * }</pre>
 */
public final class Tls {
    private static final Tls SYSTEM = new Tls(null, null, null, null);

    private final @Nullable SSLContext context;
    private final @Nullable Path trusted;
    private final @Nullable Path certificate;
    private final @Nullable Path key;

    private Tls(@Nullable SSLContext context, @Nullable Path trusted, @Nullable Path certificate, @Nullable Path key) {
        this.context = context;
        this.trusted = trusted;
        this.certificate = certificate;
        this.key = key;
    }

    /** Uses the JVM's settings: its own authorities, or those in {@code javax.net.ssl.trustStore}. */
    public static Tls system() {
        return SYSTEM;
    }

    /** Uses a context as it is. */
    public static Tls of(SSLContext context) {
        return new Tls(requireNonNull(context, "context"), null, null, null);
    }

    /**
     * Trusts only the authorities in a PEM file. The file is read again for each connection, so it may be renewed while
     * the connector runs.
     */
    public static Tls pem(Path trusted) {
        return new Tls(null, requireNonNull(trusted, "trusted"), null, null);
    }

    /**
     * Trusts only the authorities in a PEM file, and presents a certificate to the server. The files are read again for
     * each connection, so they may be renewed while the connector runs.
     *
     * @param certificate in PEM, followed by the chain to its authority
     * @param key in PEM, unencrypted: PKCS#8, or PKCS#1 for RSA, or SEC 1 for elliptic curves
     */
    public static Tls pem(Path trusted, Path certificate, Path key) {
        return new Tls(
                null,
                requireNonNull(trusted, "trusted"),
                requireNonNull(certificate, "certificate"),
                requireNonNull(key, "key"));
    }

    /** The context given to {@link #of}; null otherwise. */
    public @Nullable SSLContext context() {
        return context;
    }

    /** The file of the authorities; null for those of the JVM or the context. */
    public @Nullable Path trusted() {
        return trusted;
    }

    /** The file of the certificate that is presented to the server; null for none. */
    public @Nullable Path certificate() {
        return certificate;
    }

    /** The file of the key for {@link #certificate}; null for none. */
    public @Nullable Path key() {
        return key;
    }

    @Override
    public String toString() {
        if (trusted != null) {
            return "Tls[" + trusted + (key == null ? "" : ", " + certificate + ", " + key) + "]";
        }
        return context == null ? "Tls[system]" : "Tls[SSLContext]";
    }
}
