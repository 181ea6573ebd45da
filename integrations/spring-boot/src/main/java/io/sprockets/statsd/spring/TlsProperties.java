package io.sprockets.statsd.spring;

import io.sprockets.statsd.Tls;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.SslBundles;

/** What the properties {@code statsd.tls.*} mean. */
final class TlsProperties {
    private TlsProperties() {}

    /** @throws IllegalArgumentException naming the property that is missing, or one too many */
    static Tls tls(StatsdProperties.Certificates certificates, @Nullable SslBundles bundles) {
        String trusted = certificates.trusted();
        String certificate = certificates.certificate();
        String key = certificates.key();
        if (certificates.bundle() != null) {
            check(trusted == null && certificate == null && key == null, "statsd.tls.bundle takes the place of files");
            return ofBundle(certificates.bundle(), bundles);
        }
        check((certificate == null) == (key == null), "statsd.tls.certificate and statsd.tls.key need each other");
        if (trusted == null) {
            check(certificate == null, "statsd.tls.certificate needs statsd.tls.trusted");
            return Tls.system();
        }
        return certificate == null || key == null
                ? Tls.pem(Path.of(trusted))
                : Tls.pem(Path.of(trusted), Path.of(certificate), Path.of(key));
    }

    private static Tls ofBundle(String name, @Nullable SslBundles bundles) {
        if (bundles == null) {
            throw new IllegalArgumentException("statsd.tls.bundle is " + name + ", but there are no SSL bundles");
        }
        return Tls.of(bundles.getBundle(name).createSslContext());
    }

    private static void check(boolean right, String message) {
        if (!right) {
            throw new IllegalArgumentException(message);
        }
    }
}
