package io.sprockets.statsd.transport;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.FileSystemException;
import java.security.GeneralSecurityException;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/** Engines for the client's side, which insist that the certificate is the host's. Thread-safe. */
final class TlsEngine {
    private TlsEngine() {}

    static SSLEngine to(InetSocketAddress address, TlsSource source) throws IOException {
        String host = name(address.getHostString());
        try {
            SSLEngine engine = source.current().createSSLEngine(host, address.getPort());
            engine.setUseClientMode(true);
            SSLParameters parameters = engine.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            if (!Host.isAddress(host)) { // also a short name, which the JDK would leave out
                parameters.setServerNames(List.of(new SNIHostName(host)));
            }
            engine.setSSLParameters(parameters);
            engine.beginHandshake(); // else it would take itself for established
            return engine;
        } catch (GeneralSecurityException | IOException | IllegalArgumentException e) {
            throw new IOException("TLS cannot be used: " + reason(e), e);
        }
    }

    /** With the reason behind the reason, which is the one that helps. */
    static IOException explained(SSLEngine engine, IOException failure) {
        String beginning = "no TLS with " + engine.getPeerHost() + ":" + engine.getPeerPort() + ": ";
        if (failure.getMessage() != null && failure.getMessage().startsWith(beginning)) {
            return failure;
        }
        SSLHandshakeException explained = new SSLHandshakeException(beginning + reason(failure));
        explained.initCause(failure);
        return explained;
    }

    private static String reason(Throwable failure) {
        Throwable deepest = failure;
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            deepest = cause;
        }
        String first = text(failure.getMessage(), failure);
        String last = text(deepest.getMessage(), deepest);
        return first.contains(last) ? first : first + " (" + last + ")";
    }

    private static String text(@Nullable String message, Throwable failure) {
        if (message == null || failure instanceof FileSystemException) { // which says no more than the file's name
            return failure.toString();
        }
        return message.replace('\n', ' ');
    }

    /** Without the dot that ends an absolute name, which certificates do not have. */
    private static String name(String host) {
        return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    }
}
