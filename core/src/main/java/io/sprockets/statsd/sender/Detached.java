package io.sprockets.statsd.sender;

import java.security.AccessController;
import java.security.PrivilegedAction;
import java.util.function.Supplier;

/**
 * Makes threads that keep nothing of whoever makes them. Up to JDK 23 a thread keeps the protection domains of the callers on
 * the stack, and with them the class loader of an application that was to be undeployed.
 */
final class Detached {
    private Detached() {}

    @SuppressWarnings("removal") // it does nothing where it is going to be removed
    static <T extends Thread> T thread(Supplier<T> maker) {
        return AccessController.doPrivileged((PrivilegedAction<T>) maker::get);
    }
}
