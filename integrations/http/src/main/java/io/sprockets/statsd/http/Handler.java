package io.sprockets.statsd.http;

import io.sprockets.statsd.Statsd;
import io.sprockets.statsd.Timing;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The timers of one handler, each made when it is first needed. Any thread may use it. */
final class Handler {
    private final ConcurrentMap<Method, ConcurrentMap<Outcome, Timing>> timings = new ConcurrentHashMap<>();
    private final Statsd statsd;
    private final Style style;
    private final String name;

    Handler(Statsd statsd, Style style, String name) {
        this.statsd = statsd;
        this.style = style;
        this.name = name;
    }

    Timing timing(Method method, Outcome outcome) {
        ConcurrentMap<Outcome, Timing> outcomes = timings.get(method);
        Timing known = outcomes == null ? null : outcomes.get(outcome);
        return known != null ? known : added(method, outcome);
    }

    private Timing added(Method method, Outcome outcome) {
        return timings.computeIfAbsent(method, m -> new ConcurrentHashMap<>())
                .computeIfAbsent(outcome, o -> style.timing(statsd, name, method, o));
    }
}
