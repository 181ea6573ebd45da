package io.sprockets.statsd.transport;

import io.sprockets.statsd.spi.UnixDatagrams;
import java.util.Optional;
import java.util.ServiceLoader;

/** Finds the module that has Unix datagram sockets. Any thread may use it. */
public final class UnixDatagramProvider {
    private UnixDatagramProvider() {}

    /** Whether there is one, and it works here. */
    public static boolean isThere() {
        return load().isPresent();
    }

    /**
     * The first one that works here.
     *
     * @throws IllegalStateException if there is none
     */
    static UnixDatagrams find() {
        return load().orElseThrow(() -> new IllegalStateException("there is no provider of " + UnixDatagrams.class));
    }

    private static Optional<UnixDatagrams> load() {
        ClassLoader own = UnixDatagrams.class.getClassLoader(); // the thread's own may know nothing of either
        return first(ServiceLoader.load(UnixDatagrams.class))
                .or(() -> first(ServiceLoader.load(UnixDatagrams.class, own)));
    }

    private static Optional<UnixDatagrams> first(ServiceLoader<UnixDatagrams> providers) {
        return providers.stream()
                .map(ServiceLoader.Provider::get)
                .filter(UnixDatagrams::isSupported)
                .findFirst();
    }
}
