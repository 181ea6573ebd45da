package io.sprockets.statsd.transport;

import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * A series of attempts until one succeeds: over the hosts in random order, and over each host's addresses in random
 * order. This spreads many clients over the addresses. One thread uses it.
 */
final class Burst {
    private final List<Host> hosts;
    private final SplittableRandom random;
    private final Deque<Host> unasked = new ArrayDeque<>();
    private final Deque<Address> untried = new ArrayDeque<>();
    private @Nullable Host asked;

    Burst(List<Host> hosts, SplittableRandom random) {
        this.hosts = hosts;
        this.random = random;
    }

    /**
     * The next address; after the last one the burst begins again, and looks up again.
     *
     * @return null while it is being looked up
     * @throws UnknownHostException if a host has none; then it is the next one's turn
     */
    @Nullable
    Address next(long now) throws UnknownHostException {
        if (untried.isEmpty() && !find(now)) {
            return null;
        }
        return untried.remove();
    }

    boolean hasMore() {
        return !untried.isEmpty() || !unasked.isEmpty();
    }

    /** The next address is one of a new lookup. */
    void end() {
        untried.clear();
        unasked.clear();
        asked = null;
    }

    /** Begins it with these addresses of a host, then the other hosts. */
    void begin(Host host, List<InetSocketAddress> addresses) {
        end();
        add(host, addresses);
        unasked.addAll(shuffled(hosts));
        unasked.remove(host);
    }

    /** Begins it with an address, if these are still its host's; else with the others. */
    void begin(Address first, List<InetSocketAddress> addresses) {
        begin(first.host(), addresses);
        if (untried.remove(first)) {
            untried.addFirst(first);
        }
    }

    private boolean find(long now) throws UnknownHostException {
        if (asked == null) {
            if (unasked.isEmpty()) {
                unasked.addAll(shuffled(hosts));
            }
            Host next = unasked.remove();
            next.ask(now);
            asked = next;
        }
        Host host = asked;
        asked = null;
        List<InetSocketAddress> addresses = host.answer(now);
        if (addresses == null) {
            asked = host;
            return false;
        }
        add(host, addresses);
        return true;
    }

    private void add(Host host, List<InetSocketAddress> addresses) {
        shuffled(addresses).forEach(address -> untried.add(new Address(host, address)));
    }

    private <T> List<T> shuffled(Collection<T> all) {
        List<T> shuffled = new ArrayList<>(all);
        Collections.shuffle(shuffled, new Random(random.nextLong()));
        return shuffled;
    }
}
