package io.sprockets.statsd.sender;

import io.sprockets.statsd.ConnectorListener;
import io.sprockets.statsd.DropReason;
import io.sprockets.statsd.ledger.Ledger;
import io.sprockets.statsd.link.LinkListener;
import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import org.slf4j.Logger;

/**
 * Tells the listener and the log what has happened. Nothing that they throw comes back; they are only called between
 * two rounds, when the sender has nothing in hand. One thread at a time uses it.
 */
final class Notices implements LinkListener {
    private static final Logger LOG = Loggers.named("io.sprockets.statsd");

    private final String server;
    private final ConnectorListener listener;
    private final Ledger ledger;
    private final Queue<Runnable> untold = new ArrayDeque<>();
    private final Map<DropReason, Long> told = new EnumMap<>(DropReason.class); // drops that the listener knows of
    private final Outage outage = new Outage();
    private final DropLog drops = new DropLog();
    private final Throttle failedRounds = new Throttle();
    private final Throttle unconfirmed = new Throttle();
    private final Runnable started = this::logStart;
    private boolean threw; // the listener or the log
    private volatile boolean abandoned;

    Notices(String server, ConnectorListener listener, Ledger ledger) {
        this.server = server;
        this.listener = listener;
        this.ledger = ledger;
    }

    static void sayDisabled() {
        Loggers.say(() -> LOG.info("statsd: disabled, so nothing is sent"));
    }

    void started() {
        later(started);
    }

    /** It has come to nothing. */
    void notStarted() {
        untold.remove(started);
    }

    void stopped() {
        drops.tellAll();
        outage.over();
    }

    /** Nothing more is told by this, since whoever was called last has not returned. */
    void abandon() {
        abandoned = true;
    }

    /** Goes on from what was told so far. */
    Notices orSuccessor() {
        if (!abandoned) {
            return this;
        }
        Notices next = new Notices(server, listener, ledger);
        next.drops.skip();
        return next;
    }

    @Override
    public void connected() {
        outage.end();
    }

    @Override
    public void failed(long now, String what, Exception reason) {
        outage.fail(now, what, reason);
    }

    @Override
    public void unconfirmed(long now) {
        if (!unconfirmed.allows(now)) {
            return;
        }
        log(() ->
                LOG.warn("{}: the server does not answer a half-close, so nothing is confirmed until it does", server));
    }

    /** Rounds of the sender have failed, and metrics that were in hand are lost. */
    void roundsFailed(long now, Throwable reason, long rounds, long lost) {
        if (failedRounds.allows(now)) {
            log(() -> {
                String lines = count(rounds, "round") + " of the sender failed, " + count(lost, "metric") + " lost";
                LOG.error("{}: {}; it goes on: {}", server, lines, reason.toString());
                LOG.debug("{}: the failure", server, reason);
            });
        }
    }

    /** Whether there is something to tell. */
    boolean hasNews() {
        return !untold.isEmpty() || drops.all() != drops.total;
    }

    /** Tells what has not been told yet. */
    void tell(long now) {
        if (drops.all() != drops.total) {
            drops.update(now);
        }
        while (!abandoned && !untold.isEmpty()) {
            try {
                untold.remove().run();
            } catch (Throwable e) { // it is not ours, and nothing that it throws may end the sender
                sayThatOneThrew(e);
            }
        }
    }

    private void sayThatOneThrew(Throwable reason) {
        if (threw) {
            return;
        }
        threw = true;
        try {
            LOG.warn("{}: a ConnectorListener or logger threw; this is said once: {}", server, reason.toString());
            LOG.debug("{}: what was thrown", server, reason);
        } catch (Throwable e) {
            // then there is nobody to tell
        }
    }

    private void logStart() {
        LOG.info("{}: started", server);
    }

    private void log(Runnable line) {
        later(line);
    }

    /** Keeps it to be told, unless another thread may be telling the last thing that this will tell. */
    private void later(Runnable notice) {
        if (!abandoned) {
            untold.add(notice);
        }
    }

    private static String count(long number, String noun) {
        return String.format(Locale.ROOT, "%,d %s%s", number, noun, number == 1 ? "" : "s");
    }

    /** From the first failure until the server is there again. */
    private final class Outage {
        private final Throttle throttle = new Throttle();
        private boolean up;
        private boolean everUp;
        private boolean logged;
        private long failures;
        private long dropsBefore;

        void fail(long now, String what, Exception reason) {
            if (failures == 0) {
                dropsBefore = drops.all();
            }
            failures++;
            if (throttle.allows(now)) {
                logged = true;
                long soFar = failures;
                log(() -> {
                    String times = soFar > 1 ? ", " + count(soFar, "failure") + " so far" : "";
                    LOG.warn("{}: {}{}; metrics wait: {}", server, what, times, reason.toString());
                    LOG.debug("{}: {}", server, what, reason);
                });
            }
            if (up) {
                up = false;
                later(() -> listener.disconnected(server, reason));
            }
        }

        void end() {
            if (logged) {
                String line =
                        count(failures, "failure") + ", " + count(drops.all() - dropsBefore, "metric") + " dropped";
                log(() -> LOG.info("{}: connected again after {}", server, line));
            } else if (!everUp) {
                log(() -> LOG.info("{}: connected", server));
            }
            failures = 0;
            logged = false;
            everUp = true;
            if (!up) {
                up = true;
                later(() -> listener.connected(server));
            }
        }

        /** The sender has stopped; the next start begins anew. */
        void over() {
            up = false;
            everUp = false;
            logged = false;
            failures = 0;
        }
    }

    /** What was dropped, and what was said of it. */
    private final class DropLog {
        private final Throttle throttle = new Throttle();
        private final Map<DropReason, Long> logged = new EnumMap<>(DropReason.class);
        private long total; // when the listener was told last

        long all() {
            return ledger.droppedCalls() + ledger.drops();
        }

        void update(long now) {
            tellListener();
            Map<DropReason, Long> fresh = fresh();
            if (!fresh.isEmpty() && throttle.allows(now)) {
                say("", fresh);
            }
        }

        /** The last word, whatever was said within the last minute. */
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
                    later(() -> listener.dropped(reason, more));
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
                log(() -> LOG.info("{}: {}no metric dropped", server, what));
            } else {
                log(() -> LOG.warn("{}: {}{} dropped: {}", server, what, count(sum, "metric"), fresh));
            }
        }
    }
}
