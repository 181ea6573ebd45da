package io.sprockets.statsd.http;

import io.sprockets.statsd.Statsd;
import io.sprockets.statsd.Timing;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/** The timers of one handler, each made when it is first needed. Any thread may use it. */
final class HandlerTimers {
    private final ConcurrentMap<Key, Known> timings = new ConcurrentHashMap<>();
    private final Statsd statsd;
    private final Style style;
    private final String name;
    private @Nullable Known last; // the next one mostly, too; a benign race: its fields are final

    HandlerTimers(Statsd statsd, Style style, String name) {
        this.statsd = statsd;
        this.style = style;
        this.name = name;
    }

    Timing timing(KnownMethod method, Outcome outcome) {
        Known known = last;
        if (known == null || known.key.method != method || !known.key.outcome.equals(outcome)) {
            known = known(new Key(method, outcome));
            last = known;
        }
        return known.timing;
    }

    private Known known(Key key) {
        Known known = timings.get(key);
        return known != null ? known : timings.computeIfAbsent(key, this::made);
    }

    private Known made(Key key) {
        return new Known(key, style.timing(statsd, name, key.method, key.outcome));
    }

    private record Key(KnownMethod method, Outcome outcome) {}

    private record Known(Key key, Timing timing) {}
}
