package io.sprockets.statsd.vertx;

import java.util.Map;
import java.util.WeakHashMap;

/**
 * The connector of each application, which an interface cannot have in a field. It is forgotten with its application.
 * Looking it up takes a lock, so do it once where metrics are recorded often.
 */
final class ApplicationConnectors {
    private static final Map<Object, ApplicationConnector> CONNECTORS = new WeakHashMap<>();

    private ApplicationConnectors() {}

    static ApplicationConnector of(Object application) {
        synchronized (CONNECTORS) {
            return CONNECTORS.computeIfAbsent(application, a -> new ApplicationConnector());
        }
    }
}
