package io.sprockets.statsd.transport;

import io.sprockets.statsd.spi.UdpDatagrams;
import io.sprockets.statsd.spi.UnixDatagrams;
import java.util.Iterator;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Finds the modules that have sockets which the JDK does not have. Any thread may use it. */
public final class Providers {
    private static final int MOST_ATTEMPTS = 100; // since a loader may fail for ever

    private Providers() {}

    /** Whether there are Unix datagrams, and they work here. */
    public static boolean haveUnixDatagrams() {
        return findUnixDatagrams().isPresent();
    }

    /**
     * The first Unix datagrams that work here.
     *
     * @throws IllegalStateException if there are none
     */
    static UnixDatagrams unixDatagrams() {
        return findUnixDatagrams()
                .orElseThrow(() -> new IllegalStateException("there is no provider of " + UnixDatagrams.class));
    }

    /**
     * The first UDP sockets that work here and take several datagrams with a call.
     *
     * @param unusable is told why a module that is there cannot be loaded
     */
    static Optional<UdpDatagrams> udpDatagrams(Consumer<Throwable> unusable) {
        return find(UdpDatagrams.class, UdpDatagrams::isSupported, unusable);
    }

    private static Optional<UnixDatagrams> findUnixDatagrams() {
        return find(UnixDatagrams.class, UnixDatagrams::isSupported, e -> {});
    }

    private static <T> Optional<T> find(Class<T> service, Predicate<T> works, Consumer<Throwable> unusable) {
        ClassLoader own = service.getClassLoader(); // the thread's own may know nothing of either
        return first(ServiceLoader.load(service), works, unusable)
                .or(() -> first(ServiceLoader.load(service, own), works, unusable));
    }

    /** One that cannot be loaded here, such as one for a newer JVM, is passed over. */
    private static <T> Optional<T> first(ServiceLoader<T> loader, Predicate<T> works, Consumer<Throwable> unusable) {
        Iterator<T> providers = loader.iterator();
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            try {
                if (!providers.hasNext()) {
                    break;
                }
                T provider = providers.next();
                if (works.test(provider)) {
                    return Optional.of(provider);
                }
            } catch (ServiceConfigurationError | LinkageError e) {
                unusable.accept(e);
            }
        }
        return Optional.empty();
    }
}
