package io.sprockets.statsd.sender;

import io.sprockets.statsd.ConnectorListener;
import java.util.ArrayDeque;
import java.util.Locale;
import java.util.Queue;
import java.util.function.Consumer;
import org.slf4j.Logger;

/**
 * Reports that the listener and the log have not received yet. Exceptions from them are contained. One thread at a time
 * uses it; any thread may abandon it.
 */
final class Untold {
    private static final Logger LOG = Loggers.named("io.sprockets.statsd");

    private final String server;
    private final ConnectorListener listener;
    private final Queue<Runnable> notices = new ArrayDeque<>();
    private boolean threw; // the listener or the log
    private volatile boolean abandoned;

    Untold(String server, ConnectorListener listener) {
        this.server = server;
        this.listener = listener;
    }

    static void sayDisabled() {
        Loggers.say(() -> LOG.info("statsd: disabled, so nothing is sent"));
    }

    /** A number with its noun: "1 metric", "2,000 metrics". */
    static String count(long number, String noun) {
        return String.format(Locale.ROOT, "%,d %s%s", number, noun, number == 1 ? "" : "s");
    }

    /** The same server, listener and log, with nothing to report. */
    Untold successor() {
        return new Untold(server, listener);
    }

    String server() {
        return server;
    }

    boolean isEmpty() {
        return notices.isEmpty();
    }

    void toListener(Consumer<ConnectorListener> notice) {
        add(() -> notice.accept(listener));
    }

    void toLog(Consumer<Logger> notice) {
        add(() -> notice.accept(LOG));
    }

    /** Adds a notice, unless this has stopped reporting because another thread may still be reporting. */
    void add(Runnable notice) {
        if (!abandoned) {
            notices.add(notice);
        }
    }

    void remove(Runnable notice) {
        notices.remove(notice);
    }

    /** Stops reporting, since the last call to a listener or logger has not returned. */
    void abandon() {
        abandoned = true;
    }

    boolean isAbandoned() {
        return abandoned;
    }

    void tell() {
        while (!abandoned && !notices.isEmpty()) {
            try {
                notices.remove().run();
            } catch (Throwable e) { // it is not ours, and nothing that it throws may end the sender
                sayThatOneThrew(e);
            }
        }
    }

    void logStart() {
        LOG.info("{}: started", server);
    }

    private void sayThatOneThrew(Throwable reason) {
        if (threw) {
            return;
        }
        threw = true;
        try {
            LOG.warn("{}: a ConnectorListener or logger threw; logged once: {}", server, reason.toString());
            LOG.debug("{}: what was thrown", server, reason);
        } catch (Throwable e) {
            // the log throws as well, so there is nowhere to report it
        }
    }
}
