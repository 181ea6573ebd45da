package io.sprockets.statsd.settings;

import io.sprockets.statsd.sender.Loggers;
import java.util.concurrent.atomic.AtomicBoolean;

/** Says once that a module is there and cannot be used. Any thread may use it. */
final class UnusableModule {
    private static final AtomicBoolean SAID = new AtomicBoolean();

    private UnusableModule() {}

    /** Without it everything works as if it were not there. */
    static void say(Throwable reason) {
        if (!SAID.getAndSet(true)) {
            Loggers.say(() -> Loggers.named("io.sprockets.statsd")
                    .info("A module for UDP cannot be used here, and the JDK's sockets are: {}", reason.toString()));
        }
    }
}
