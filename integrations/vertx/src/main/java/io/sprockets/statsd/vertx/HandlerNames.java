package io.sprockets.statsd.vertx;

import io.sprockets.statsd.http.HttpMetrics;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * What the handler classes of one application are called: by their simple names, and those that share one by their full
 * names. A class counts from its first handler on, and handlers are created before the requests come, so a name does
 * not depend on which class is asked first. Any thread may use it.
 */
final class HandlerNames {
    private static final Map<HttpMetrics, HandlerNames> OF_METRICS = new WeakHashMap<>();

    private final ConcurrentMap<String, Owner> owners = new ConcurrentHashMap<>(); // by simple name

    /** Those of the handlers that record with these metrics. */
    static HandlerNames of(HttpMetrics metrics) {
        synchronized (OF_METRICS) {
            return OF_METRICS.computeIfAbsent(metrics, m -> new HandlerNames());
        }
    }

    Name of(Class<?> type) {
        String full = type.getName();
        String simple = type.getSimpleName();
        String told = simple.isEmpty() ? full.substring(full.lastIndexOf('.') + 1) : simple; // anonymous: a number
        Owner owner = owners.computeIfAbsent(told, t -> new Owner());
        owner.add(full);
        return new Name(told, full, owner);
    }

    /** The name of one class, which changes when another one claims it too. */
    record Name(String simple, String full, Owner owner) {
        String text() {
            return owner.shared ? full : simple;
        }
    }

    /** Whose a simple name is. */
    private static final class Owner {
        private @Nullable String first; // full name
        private volatile boolean shared;

        synchronized void add(String full) {
            if (first == null) {
                first = full;
            }
            shared |= !first.equals(full);
        }
    }
}
