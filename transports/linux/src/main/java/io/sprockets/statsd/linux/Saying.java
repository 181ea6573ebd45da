package io.sprockets.statsd.linux;

import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.LoggerFactory;

/**
 * Writes one thing to the log, once. All is sent in spite of it, only in another way, so it is for information. A
 * logger may throw, or may never come back; neither reaches the connector.
 */
final class Saying {
    private final AtomicBoolean said = new AtomicBoolean();

    /** Says it unless it has been said; if there is no thread for it now, the next time. */
    void say(String line) {
        if (said.getAndSet(true)) {
            return;
        }
        try {
            Thread thread = new Thread(null, () -> log(line), "statsd-linux-log", 0, false);
            thread.setDaemon(true);
            thread.start();
        } catch (Throwable e) {
            said.set(false);
        }
    }

    private static void log(String line) {
        try {
            LoggerFactory.getLogger("io.sprockets.statsd.linux").info(line);
        } catch (Throwable e) {
            // there is nobody to tell
        }
    }
}
