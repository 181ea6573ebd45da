package io.sprockets.statsd.transport;

import java.security.AccessController;
import java.security.PrivilegedAction;
import java.util.function.Function;

/**
 * Creates threads that keep nothing of their creator: daemons of normal priority in the outermost group, since other
 * groups may have a lower limit, or be interrupted as a whole by an application that they belong to. Thread-safe.
 *
 * <p>Up to JDK 23 a thread also keeps the protection domains of the callers on the stack, and with them the class
 * loader of an application that was to be undeployed, unless it is made on this library's own account.
 */
public final class Detached {
    private Detached() {}

    /**
     * Makes one.
     *
     * @param maker makes a thread of a group that does not inherit thread-locals
     */
    @SuppressWarnings({
        "removal", // it does nothing where it is going to be removed
        "ThreadPriorityCheck" // nothing relies on it but that a low one is not inherited
    })
    public static <T extends Thread> T thread(Function<ThreadGroup, T> maker) {
        return AccessController.doPrivileged((PrivilegedAction<T>) () -> {
            T thread = maker.apply(outermostGroup());
            thread.setDaemon(true);
            thread.setPriority(Thread.NORM_PRIORITY);
            thread.setContextClassLoader(Detached.class.getClassLoader());
            return thread;
        });
    }

    /** Makes one of this name. */
    public static Thread thread(String name, Runnable body) {
        return thread(group -> new Thread(group, body, name, 0, false));
    }

    private static ThreadGroup outermostGroup() {
        ThreadGroup group = Thread.currentThread().getThreadGroup();
        try {
            while (group.getParent() != null) {
                group = group.getParent();
            }
        } catch (SecurityException e) {
            // it is not for everybody, and the one below it lives as long
        }
        return group;
    }
}
