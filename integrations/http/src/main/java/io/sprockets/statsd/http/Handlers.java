package io.sprockets.statsd.http;

import io.sprockets.statsd.Statsd;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/** The handlers that have a name of their own, up to a limit, and those that share one. Any thread may use it. */
final class Handlers {
    private final ConcurrentMap<String, Handler> named = new ConcurrentHashMap<>();
    private final Statsd statsd;
    private final Style style;
    private final int limit;
    private final Handler unmatched;
    private final Handler other;

    Handlers(Statsd statsd, Style style, String unmatched, int limit) {
        this.statsd = statsd;
        this.style = style;
        this.limit = limit;
        this.unmatched = new Handler(statsd, style, unmatched);
        this.other = new Handler(statsd, style, "other");
    }

    Handler of(@Nullable String name) {
        if (name == null || name.isEmpty()) {
            return unmatched;
        }
        Handler known = named.get(name);
        return known != null ? known : added(name);
    }

    private Handler added(String name) {
        if (named.size() >= limit) { // without the lock: the names that come too late may be many
            return other;
        }
        synchronized (named) {
            Handler known = named.get(name);
            if (known != null || named.size() >= limit) {
                return known != null ? known : other;
            }
            Handler added = new Handler(statsd, style, name);
            named.put(name, added);
            return added;
        }
    }
}
