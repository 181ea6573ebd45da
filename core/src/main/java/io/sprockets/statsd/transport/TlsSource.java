package io.sprockets.statsd.transport;

import java.io.IOException;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;

/** What a connection trusts, and how it identifies itself. One thread uses it. */
public interface TlsSource {
    /**
     * The context for the next connection. The same object as before if nothing has changed, since it caches sessions.
     *
     * @throws IOException if there is none now, or if it cannot be read
     * @throws GeneralSecurityException if it is invalid
     */
    SSLContext current() throws IOException, GeneralSecurityException;
}
