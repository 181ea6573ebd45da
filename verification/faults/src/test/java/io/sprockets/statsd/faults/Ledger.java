package io.sprockets.statsd.faults;

import io.sprockets.statsd.ConnectorStats;
import io.sprockets.statsd.DropReason;
import io.sprockets.statsd.StatsdConnector;
import java.util.EnumMap;
import java.util.Map;

/** What a connector says became of the metrics that were recorded. It can be passed from one JVM to another. */
record Ledger(long sent, long pending, long folded, Map<DropReason, Long> dropped, long reconnects) {
    private static final String DROPPED = "dropped.";

    static Ledger of(StatsdConnector statsd) {
        ConnectorStats stats = statsd.stats();
        return new Ledger(stats.sent(), stats.pending(), stats.folded(), stats.droppedBy(), stats.reconnects());
    }

    /** What another JVM has said with {@link #say}. */
    static Ledger said(Jvm jvm) {
        Map<DropReason, Long> dropped = new EnumMap<>(DropReason.class);
        for (DropReason reason : DropReason.values()) {
            dropped.put(reason, jvm.said(DROPPED + reason));
        }
        return new Ledger(jvm.said("sent"), jvm.said("pending"), jvm.said("folded"), dropped, jvm.said("reconnects"));
    }

    /** Tells the JVM that started this one. */
    void say() {
        for (DropReason reason : DropReason.values()) {
            Parent.say(DROPPED + reason, dropped.getOrDefault(reason, 0L));
        }
        Parent.say("sent", sent);
        Parent.say("pending", pending);
        Parent.say("folded", folded);
        Parent.say("reconnects", reconnects);
        Parent.say("ledger", sum());
    }

    /** What was recorded, if the ledger balances. */
    long sum() {
        return sent + pending + folded + droppedSum();
    }

    long droppedSum() {
        return dropped.values().stream().mapToLong(Long::longValue).sum();
    }
}
