package io.sprockets.statsd.vertx;

import java.util.Map;
import java.util.WeakHashMap;

/**
 * The link of each application, which an interface cannot have in a field. It is forgotten with its application.
 * Looking it up takes a lock, so whoever records often does it once.
 */
final class Links {
    private static final Map<StatsdApplication, Link> LINKS = new WeakHashMap<>();

    private Links() {}

    static Link of(StatsdApplication application) {
        synchronized (LINKS) {
            return LINKS.computeIfAbsent(application, a -> new Link());
        }
    }
}
