package io.sprockets.statsd.linux;

import org.slf4j.LoggerFactory;

/** Writes to the log. A logger may throw, or may never come back; neither reaches the connector. */
final class Saying {
    private Saying() {}

    static void warn(String line) {
        Thread thread = new Thread(null, () -> log(line), "statsd-linux-log", 0, false);
        thread.setDaemon(true);
        thread.start();
    }

    private static void log(String line) {
        try {
            LoggerFactory.getLogger("io.sprockets.statsd.linux").warn(line);
        } catch (Throwable e) {
            // there is nobody to tell
        }
    }
}
