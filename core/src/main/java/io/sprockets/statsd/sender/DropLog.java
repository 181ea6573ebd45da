package io.sprockets.statsd.sender;

import io.sprockets.statsd.DropReason;
import io.sprockets.statsd.ledger.Ledger;
import java.util.EnumMap;
import java.util.Map;

/** Reports drops: to the listener at once, to the log once a minute. One thread at a time uses it. */
final class DropLog {
    private final Untold untold;
    private final Ledger ledger;
    private final Throttle throttle = new Throttle();
    private final Map<DropReason, Long> told = new EnumMap<>(DropReason.class); // reported to the listener
    private final Map<DropReason, Long> logged = new EnumMap<>(DropReason.class);
    private long total; // when last reported to the listener

    DropLog(Untold untold, Ledger ledger) {
        this.untold = untold;
        this.ledger = ledger;
    }

    /** How many metrics were dropped so far. */
    long all() {
        return ledger.droppedCalls() + ledger.drops();
    }

    boolean hasNews() {
        return all() != total;
    }

    void update(long now) {
        tellListener();
        Map<DropReason, Long> fresh = fresh();
        if (!fresh.isEmpty() && throttle.allows(now)) {
            say("", fresh);
        }
    }

    /** The last line, also if one was written within the last minute. */
    void tellAll() {
        tellListener();
        say("stopped, ", fresh());
    }

    /** Leaves untold what has happened so far. */
    void skip() {
        total = all();
        told.putAll(ledger.dropped());
        logged.putAll(told);
    }

    private void tellListener() {
        total = all();
        ledger.dropped().forEach((reason, count) -> {
            long more = count - told.getOrDefault(reason, 0L);
            if (more > 0) {
                told.put(reason, count);
                untold.toListener(listener -> listener.dropped(reason, more));
            }
        });
    }

    private Map<DropReason, Long> fresh() {
        Map<DropReason, Long> fresh = new EnumMap<>(DropReason.class);
        told.forEach((reason, count) -> {
            long more = count - logged.getOrDefault(reason, 0L);
            if (more > 0) {
                fresh.put(reason, more);
            }
        });
        return fresh;
    }

    private void say(String what, Map<DropReason, Long> fresh) {
        logged.putAll(told);
        long sum = fresh.values().stream().mapToLong(Long::longValue).sum();
        if (sum == 0) {
            untold.toLog(log -> log.info("{}: {}no metric dropped", untold.server(), what));
        } else {
            untold.toLog(
                    log -> log.warn("{}: {}{} dropped: {}", untold.server(), what, Untold.count(sum, "metric"), fresh));
        }
    }
}
