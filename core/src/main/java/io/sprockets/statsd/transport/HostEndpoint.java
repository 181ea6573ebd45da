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
 * A host name and a port. A name is looked up by a short-lived thread of its own, because that can take many seconds
 * and the sender must go on draining; an address is used as it is. When all addresses were tried it looks again.
 */
final class HostEndpoint implements Endpoint {
    /** What a name stands for now. It may block. */
    interface Lookup {
        List<InetAddress> addresses(String host) throws UnknownHostException;
    }

    static final Lookup SYSTEM = host -> List.of(InetAddress.getAllByName(host));

    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|.*:.*"); // needs no look-up

    private final String host;
    private final int port;
    private final Lookup lookup;
    private final Runnable wake;
    private final Deque<InetAddress> untried = new ArrayDeque<>();
    private @Nullable Search search;

    HostEndpoint(String host, int port, Lookup lookup, Runnable wake) {
        this.host = host;
        this.port = port;
        this.lookup = lookup;
        this.wake = wake;
    }

    @Override
    public @Nullable SocketAddress next() throws UnknownHostException {
        if (untried.isEmpty()) {
            List<InetAddress> found = search();
            if (found == null) {
                return null;
            }
            untried.addAll(found);
        }
        return new InetSocketAddress(untried.remove(), port);
    }

    @Override
    public boolean hasMore() {
        return !untried.isEmpty();
    }

    private @Nullable List<InetAddress> search() throws UnknownHostException {
        if (ADDRESS.matcher(host).matches()) {
            return lookup.addresses(host);
        }
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

    /** One look-up. */
    private final class Search extends Thread {
        private List<InetAddress> found = List.of();
        private @Nullable UnknownHostException failure;
        private volatile boolean done; // written last

        Search() {
            super("statsd-lookup");
            setDaemon(true);
        }

        @Override
        public void run() {
            try {
                found = lookup.addresses(host);
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
            if (found.isEmpty()) {
                throw new UnknownHostException(host);
            }
            return found;
        }
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
