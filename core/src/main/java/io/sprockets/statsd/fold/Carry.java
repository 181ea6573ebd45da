package io.sprockets.statsd.fold;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Accounts of which only a fraction is left, which waits until it adds up to a whole number; they are limited in number
 * and time. They do not count as merged series. Only the sender thread uses it.
 */
final class Carry {
    private static final int MOST = 1_000;
    private static final int LONGEST = 10; // flushes

    private final Map<Account, Long> since = new LinkedHashMap<>(); // by which flush
    private long flushes;

    boolean isEmpty() {
        return since.isEmpty();
    }

    void add(Account account) {
        since.put(account, flushes);
    }

    void remove(Account account) {
        since.remove(account);
    }

    /** Another flush is over. */
    void grow() {
        flushes++;
    }

    /** The eldest, if it is not to wait any longer, or none is. */
    @Nullable
    Account due(boolean all) {
        if (since.isEmpty()) {
            return null;
        }
        Map.Entry<Account, Long> eldest = since.entrySet().iterator().next();
        boolean due = all || since.size() > MOST || flushes - eldest.getValue() >= LONGEST;
        return due ? eldest.getKey() : null;
    }

    void each(Consumer<Account> action) {
        since.keySet().forEach(action);
    }

    void clear() {
        since.clear();
    }
}
