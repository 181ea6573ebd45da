package io.sprockets.statsd.transport;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A server behind one or several host names. Each reconnect looks names up again, and an address in use is looked up
 * again after a time. One thread uses it.
 */
final class HostEndpoint implements Endpoint {
    private enum Age {
        FRESH,
        ASKED,
        STALE
    }

    private final List<Host> hosts;
    private final long every; // nanoseconds an address is used before it is looked up
    private final Burst burst;
    private Age age = Age.FRESH;
    private long since; // when the last address was given
    private @Nullable Address last;
    private @Nullable Address used;

    HostEndpoint(List<Host> hosts, long every, SplittableRandom random) {
        this.hosts = hosts;
        this.every = every;
        this.burst = new Burst(hosts, random);
    }

    @Override
    public @Nullable SocketAddress next(long now) throws UnknownHostException {
        Address next = burst.next(now);
        if (next == null) {
            return null;
        }
        last = next;
        since = now;
        age = Age.FRESH;
        return next.socket();
    }

    @Override
    public void settled() {
        used = last;
        burst.end();
    }

    @Override
    public SocketAddress used() throws UnknownHostException {
        Address known = used == null ? last : used;
        if (known == null) {
            throw new UnknownHostException(toString());
        }
        return known.socket();
    }

    @Override
    public boolean hasMore() {
        return burst.hasMore();
    }

    @Override
    public boolean isStale(long now) {
        if (last != null && age != Age.STALE && now - since >= every && isOver(last, now)) {
            age = Age.STALE;
        }
        return age == Age.STALE;
    }

    /** Looks an address up. Returns whether that is over. */
    private boolean isOver(Address address, long now) {
        try {
            if (age == Age.FRESH) {
                address.host().ask(now);
                age = Age.ASKED;
            }
            List<InetSocketAddress> addresses = address.host().answer(now);
            if (addresses == null) {
                return false;
            }
            burst.begin(address, addresses);
        } catch (UnknownHostException e) {
            burst.begin(address, List.of(address.socket())); // no sign that it is no longer the server
        }
        return true;
    }

    @Override
    public String toString() {
        return hosts.stream().map(Host::toString).collect(Collectors.joining(", "));
    }
}
