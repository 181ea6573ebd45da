package io.sprockets.statsd.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HostEndpointTest {
    private static final long EVERY = 60;
    private static final int PORT = 8125;

    private final Semaphore found = new Semaphore(0);
    private volatile List<String> addresses = List.of("127.0.0.1");
    private volatile int lookups;

    @Test
    void next_usesAnAddressAsItIs() throws Exception {
        HostEndpoint endpoint = new HostEndpoint("127.0.0.1", PORT, Lookup.SYSTEM, EVERY, found::release);
        assertThat(endpoint.next()).isEqualTo(address("127.0.0.1"));
        assertThat(endpoint.hasMoved(1_000)).isFalse();
        HostEndpoint six = new HostEndpoint("::1", PORT, Lookup.SYSTEM, EVERY, found::release);
        assertThat(six.next()).isEqualTo(address("::1"));
    }

    @Test
    void next_isNotThereUntilTheNameWasLookedUp() throws Exception {
        HostEndpoint endpoint = endpoint();
        assertThat(endpoint.next()).isNull();
        found.acquire();
        assertThat(endpoint.next()).isEqualTo(address("127.0.0.1"));
    }

    @Test
    void next_triesEachAddressAndThenLooksAgain() throws Exception {
        addresses = List.of("127.0.0.1", "::1");
        HostEndpoint endpoint = endpoint();
        assertThat(lookUp(endpoint)).isEqualTo(address("127.0.0.1"));
        assertThat(endpoint.hasMore()).isTrue();
        assertThat(endpoint.next()).isEqualTo(address("::1"));
        assertThat(endpoint.hasMore()).isFalse();
        addresses = List.of("127.0.0.2");
        assertThat(lookUp(endpoint)).isEqualTo(address("127.0.0.2"));
        assertThat(lookups).isEqualTo(2);
    }

    @Test
    void next_throwsForAnUnknownNameAndLooksAgain() throws Exception {
        addresses = List.of();
        HostEndpoint endpoint = endpoint();
        assertThatThrownBy(() -> lookUp(endpoint)).isInstanceOf(UnknownHostException.class);
        addresses = List.of("127.0.0.1");
        assertThat(lookUp(endpoint)).isEqualTo(address("127.0.0.1"));
    }

    @Test
    void hasMoved_saysSoOnceWhenTheNameHasAnotherAddress() throws Exception {
        HostEndpoint endpoint = endpoint();
        lookUp(endpoint);
        assertThat(endpoint.hasMoved(0)).isFalse();
        assertThat(endpoint.hasMoved(EVERY - 1)).isFalse();
        assertThat(lookups).isEqualTo(1);
        addresses = List.of("127.0.0.2");
        assertThat(endpoint.hasMoved(EVERY)).isFalse(); // it looks
        found.acquire();
        assertThat(endpoint.hasMoved(EVERY + 1)).isTrue();
        assertThat(endpoint.hasMoved(EVERY + 2)).isFalse();
        assertThat(endpoint.next()).isEqualTo(address("127.0.0.2"));
    }

    @Test
    void hasMoved_keepsAnAddressThatIsStillTheServersOrThatNobodyKnows() throws Exception {
        HostEndpoint endpoint = endpoint();
        lookUp(endpoint);
        endpoint.hasMoved(0);
        for (List<String> result : List.of(List.of("127.0.0.2", "127.0.0.1"), List.<String>of())) {
            addresses = result;
            long now = EVERY * (lookups + 1) * 10L;
            endpoint.hasMoved(now);
            found.acquire();
            assertThat(endpoint.hasMoved(now + 1)).isFalse();
        }
        assertThat(lookups).isEqualTo(3);
    }

    private HostEndpoint endpoint() {
        return new HostEndpoint("statsd.example", PORT, this::lookup, EVERY, found::release);
    }

    private @Nullable SocketAddress lookUp(HostEndpoint endpoint) throws Exception {
        assertThat(endpoint.next()).isNull();
        found.acquire();
        return endpoint.next();
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // one look-up at a time
    private List<InetAddress> lookup(String host) throws UnknownHostException {
        lookups++;
        if (addresses.isEmpty()) {
            throw new UnknownHostException(host);
        }
        return addresses.stream().map(HostEndpointTest::parsed).toList();
    }

    private static InetSocketAddress address(String literal) {
        return new InetSocketAddress(parsed(literal), PORT);
    }

    private static InetAddress parsed(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }
}
