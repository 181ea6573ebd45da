package io.sprockets.statsd.http;

import io.sprockets.statsd.Statsd;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/** The handlers that have a name of their own, up to a limit, and those that share one. Any thread may use it. */
final class Handlers {
    private final ConcurrentMap<String, HandlerTimers> named = new ConcurrentHashMap<>();
    private final Statsd statsd;
    private final Style style;
    private final int limit;
    private final HandlerTimers unmatched;
    private final HandlerTimers other;

    Handlers(Statsd statsd, Style style, String unmatched, int limit) {
        this.statsd = statsd;
        this.style = style;
        this.limit = limit;
        this.unmatched = new HandlerTimers(statsd, style, unmatched);
        this.other = new HandlerTimers(statsd, style, "other");
    }

    HandlerTimers of(@Nullable String name) {
        if (name == null || name.isEmpty()) {
            return unmatched;
        }
        HandlerTimers known = named.get(name);
        return known != null ? known : added(name);
    }

    private HandlerTimers added(String name) {
        if (named.size() >= limit) { // without the lock: the names that come too late may be many
            return other;
        }
        synchronized (named) {
            HandlerTimers known = named.get(name);
            if (known != null || named.size() >= limit) {
                return known != null ? known : other;
            }
            HandlerTimers added = new HandlerTimers(statsd, style, name);
            named.put(name, added);
            return added;
        }
    }
}
