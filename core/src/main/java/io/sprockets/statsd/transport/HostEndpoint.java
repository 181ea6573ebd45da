package io.sprockets.statsd.transport;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A host name and a port. A name is looked up by a short-lived thread of its own, because that can take many seconds and
 * the sender must go on draining; an address is used as it is. When all addresses were tried it looks again.
 */
final class HostEndpoint implements Endpoint {
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|.*:.*"); // needs no look-up

    private final String host;
    private final int port;
    private final Lookup lookup;
    private final long every; // nanoseconds between look-ups while an address is in use
    private final Runnable wake;
    private final Deque<InetAddress> untried = new ArrayDeque<>();
    private @Nullable InetAddress used;
    private @Nullable Search search;
    private long found; // when it was last looked up
    private boolean dated; // whether that is known

    HostEndpoint(String host, int port, Lookup lookup, long every, Runnable wake) {
        this.host = host;
        this.port = port;
        this.lookup = lookup;
        this.every = every;
        this.wake = wake;
    }

    @Override
    public @Nullable SocketAddress next() throws UnknownHostException {
        if (untried.isEmpty()) {
            List<InetAddress> addresses = isAddress() ? lookup.addresses(host) : search();
            if (addresses == null) {
                return null;
            }
            untried.addAll(addresses);
            dated = false;
        }
        used = untried.remove();
        return new InetSocketAddress(used, port);
    }

    @Override
    public boolean hasMore() {
        return !untried.isEmpty();
    }

    @Override
    public boolean hasMoved(long now) {
        if (used == null || isAddress()) {
            return false;
        }
        if (!dated) {
            dated = true;
            found = now;
        }
        return now - found >= every && isElsewhere(now);
    }

    private boolean isElsewhere(long now) {
        try {
            List<InetAddress> addresses = search();
            if (addresses == null) {
                return false;
            }
            found = now;
            if (addresses.contains(used)) {
                return false;
            }
            untried.clear();
            untried.addAll(addresses);
            used = null;
            return true;
        } catch (UnknownHostException e) {
            found = now; // it was known before, so its address is kept
            return false;
        }
    }

    private boolean isAddress() {
        return ADDRESS.matcher(host).matches();
    }

    /** What the look-up has found; null while it runs. */
    private @Nullable List<InetAddress> search() throws UnknownHostException {
        Search current = search;
        if (current == null) {
            search = new Search();
            search.start();
            return null;
        }
        if (!current.done) {
            return null;
        }
        search = null;
        return current.result();
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }

    /** One look-up. */
    private final class Search extends Thread {
        private List<InetAddress> result = List.of();
        private @Nullable UnknownHostException failure;
        private volatile boolean done; // written last

        Search() {
            super("statsd-lookup");
            setDaemon(true);
        }

        @Override
        public void run() {
            try {
                result = lookup.addresses(host);
            } catch (UnknownHostException e) {
                failure = e;
            } finally {
                done = true;
                wake.run();
            }
        }

        List<InetAddress> result() throws UnknownHostException {
            if (failure != null) {
                throw failure;
            }
            if (result.isEmpty()) {
                throw new UnknownHostException(host);
            }
            return result;
        }
    }
}
