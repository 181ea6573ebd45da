package io.sprockets.statsd.sender;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.helpers.NOPLogger;

/** Makes loggers. A logging backend that cannot make one is as good as none, and no reason for a class not to load. */
public final class Loggers {
    private Loggers() {}

    /** The logger of this name, or one that does nothing. */
    public static Logger named(String name) {
        try {
            return LoggerFactory.getLogger(name);
        } catch (Throwable e) {
            return NOPLogger.NOP_LOGGER;
        }
    }

    /** Logs something. What a logger throws stays here. */
    public static void say(Runnable line) {
        try {
            line.run();
        } catch (Throwable e) {
            // a logger may throw, but not into the application that starts
        }
    }
}
