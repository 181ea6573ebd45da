package io.sprockets.statsd.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(20)
class HostEndpointTest {
    private static final long EVERY = 60;
    private static final int PORT = 8125;

    private final Map<String, List<String>> names = new ConcurrentHashMap<>(Map.of("statsd", List.of("127.0.0.1")));
    private final AtomicInteger lookups = new AtomicInteger();
    private final Semaphore found = new Semaphore(0);
    private Lookup lookup = this::addresses;
    private long now;

    @ParameterizedTest
    @CsvSource({"127.0.0.1", "::1", "[::1]", "255.249.199.0"})
    void next_usesAnAddressAsItIs(String host) throws Exception {
        HostEndpoint endpoint = endpoint(host);
        assertThat(endpoint.next(now)).isEqualTo(new InetSocketAddress(InetAddress.getByName(host), PORT));
        assertThat(found.availablePermits()).isZero();
    }

    /** The JDK would ask the network for them. */
    @ParameterizedTest
    @CsvSource({"256.0.0.1", "1.2.3", "1.2.3.4.", "01.2.3.4", "localhost:8125", "1", "."})
    void next_looksUpWhatOnlyResemblesAnAddress(String host) throws Exception {
        names.put(host, List.of("127.0.0.3"));
        assertThat(next(endpoint(host))).isEqualTo(address("127.0.0.3"));
    }

    @Test
    void next_triesEachAddressOnceAndThenLooksAgain() throws Exception {
        names.put("statsd", List.of("127.0.0.1", "127.0.0.2", "::1"));
        HostEndpoint endpoint = endpoint("statsd");
        assertThat(burst(endpoint)).containsExactlyInAnyOrder("127.0.0.1", "127.0.0.2", "0:0:0:0:0:0:0:1");
        assertThat(lookups).hasValue(1);
        names.put("statsd", List.of("127.0.0.3"));
        assertThat(burst(endpoint)).containsExactly("127.0.0.3");
        assertThat(lookups).hasValue(2);
    }

    @Test
    void next_looksAgainAfterAConnectionWasInUse() throws Exception {
        names.put("statsd", List.of("127.0.0.1", "127.0.0.2", "127.0.0.3"));
        HostEndpoint endpoint = endpoint("statsd");
        next(endpoint);
        assertThat(endpoint.hasMore()).isTrue();
        endpoint.settled();
        assertThat(endpoint.hasMore()).isFalse();
        names.put("statsd", List.of("127.0.0.4"));
        assertThat(next(endpoint)).isEqualTo(address("127.0.0.4"));
    }

    @Test
    void next_throwsForAnUnknownNameAndLooksAgain() throws Exception {
        names.clear();
        HostEndpoint endpoint = endpoint("statsd");
        assertThatThrownBy(() -> next(endpoint))
                .isInstanceOf(UnknownHostException.class)
                .hasMessage("statsd");
        assertThat(endpoint.hasMore()).isFalse();
        names.put("statsd", List.of("127.0.0.1"));
        assertThat(next(endpoint)).isEqualTo(address("127.0.0.1"));
    }

    @Test
    void next_spreadsClientsOverAddressesAndHosts() throws Exception {
        names.put("statsd", List.of("127.0.0.1", "127.0.0.2", "127.0.0.3"));
        names.put("other", List.of("127.0.0.4"));
        Set<List<String>> orders = new HashSet<>();
        for (int client = 0; client < 200; client++) {
            List<String> order = burst(endpoint(client, "statsd", "other", "127.0.0.5"));
            assertThat(order).hasSize(5).doesNotHaveDuplicates();
            orders.add(order);
        }
        assertThat(orders).hasSize(6 * 6); // those of the hosts by those of the addresses of one
        assertThat(burst(endpoint(7, "statsd"))).isEqualTo(burst(endpoint(7, "statsd")));
    }

    @Test
    void next_goesOnWithTheOtherHostWhenOneIsUnknown() throws Exception {
        for (int seed = 0; seed < 10; seed++) {
            assertThat(burst(endpoint(seed, "unknown", "statsd"))).contains("127.0.0.1", "unknown");
        }
    }

    @Test
    void next_passesOverAHostThatGetsNoAnswerButAsksItOnlyOnceAtATime() throws Exception {
        CountDownLatch answer = new CountDownLatch(1);
        lookup = host -> {
            lookups.incrementAndGet();
            awaitQuietly(answer);
            return List.of(InetAddress.getByName("127.0.0.2"));
        };
        HostEndpoint endpoint = endpoint("silent");
        for (int i = 0; i < 10; i++) {
            assertThat(endpoint.next(now)).isNull();
            now += Transport.LOOKUP_PATIENCE;
            assertThatThrownBy(() -> endpoint.next(now)).isInstanceOf(UnknownHostException.class);
        }
        assertThat(endpoint.next(now)).isNull();
        answer.countDown();
        assertThat(next(endpoint)).isEqualTo(address("127.0.0.2"));
        assertThat(lookups).hasValue(1);
    }

    @Test
    void next_forgetsWhatALookUpFoundThatNobodyWaitedFor() throws Exception {
        CountDownLatch answer = new CountDownLatch(1);
        lookup = host -> {
            awaitQuietly(answer);
            return addresses(host);
        };
        HostEndpoint endpoint = endpoint("statsd");
        assertThat(endpoint.next(now)).isNull();
        now += Transport.LOOKUP_PATIENCE;
        assertThatThrownBy(() -> endpoint.next(now)).isInstanceOf(UnknownHostException.class);
        answer.countDown();
        found.acquire();
        names.put("statsd", List.of("127.0.0.2"));
        assertThat(next(endpoint)).isEqualTo(address("127.0.0.2"));
    }

    @Test
    void next_throwsAnExceptionWhateverTheResolverThrows() throws Exception {
        for (Throwable thrown : List.of(
                new StackOverflowError(),
                new NoClassDefFoundError("x"),
                new OutOfMemoryError(),
                new IllegalStateException())) {
            lookup = host -> {
                HostEndpointTest.<RuntimeException>raise(thrown);
                return List.of();
            };
            HostEndpoint endpoint = endpoint("statsd");
            assertThatThrownBy(() -> next(endpoint))
                    .isInstanceOf(UnknownHostException.class)
                    .hasCause(thrown);
        }
    }

    @Test
    void used_isTheAddressInUseWhateverWasTriedSince() throws Exception {
        names.put("statsd", List.of("127.0.0.1", "127.0.0.2"));
        HostEndpoint endpoint = endpoint("statsd");
        assertThatThrownBy(endpoint::used).isInstanceOf(UnknownHostException.class);
        next(endpoint);
        SocketAddress inUse = next(endpoint);
        endpoint.settled();
        names.put("statsd", List.of("127.0.0.3"));
        next(endpoint);
        assertThat(endpoint.used()).isEqualTo(inUse);
        assertThat(lookups).hasValue(2);
    }

    @Test
    void isStale_whenAnAddressHasHadItsTimeThoughItIsStillTheServers() throws Exception {
        for (String host : List.of("statsd", "127.0.0.1")) {
            HostEndpoint endpoint = inUse(host);
            now += EVERY - 1;
            assertThat(endpoint.isStale(now)).isFalse();
            now += 1;
            awaitStale(endpoint);
            assertThat(endpoint.isStale(now)).isTrue();
            assertThat(endpoint.next(now)).isEqualTo(address("127.0.0.1"));
            endpoint.settled();
            assertThat(endpoint.isStale(now)).isFalse();
        }
        assertThat(lookups).hasValue(2);
    }

    @Test
    void isStale_keepsTheAddressOfSeveralThatIsInUse() throws Exception {
        names.put("statsd", List.of("127.0.0.1", "127.0.0.2", "127.0.0.3"));
        HostEndpoint endpoint = endpoint("statsd", "127.0.0.9");
        SocketAddress first = next(endpoint);
        for (int i = 0; i < 50; i++) {
            endpoint.settled();
            now += EVERY;
            awaitStale(endpoint);
            assertThat(endpoint.next(now)).isEqualTo(first);
            assertThat(endpoint.hasMore()).isTrue();
        }
    }

    @Test
    void isStale_leavesAnAddressThatIsNoLongerTheServers() throws Exception {
        HostEndpoint endpoint = inUse("statsd");
        names.put("statsd", List.of("127.0.0.2"));
        now += EVERY;
        awaitStale(endpoint);
        assertThat(endpoint.next(now)).isEqualTo(address("127.0.0.2"));
    }

    @Test
    void isStale_keepsAnAddressThatNobodyKnowsAnyMoreButNotItsSocket() throws Exception {
        HostEndpoint endpoint = inUse("statsd");
        names.clear();
        for (int i = 0; i < 3; i++) {
            now += EVERY;
            awaitStale(endpoint);
            assertThat(endpoint.next(now)).isEqualTo(address("127.0.0.1"));
            endpoint.settled();
        }
    }

    private static String name(SocketAddress address) {
        return ((InetSocketAddress) address).getAddress().getHostAddress();
    }

    private HostEndpoint endpoint(String... hosts) {
        return endpoint(1, hosts);
    }

    private HostEndpoint endpoint(long seed, String... hosts) {
        List<Host> all = Stream.of(hosts)
                .map(host -> new Host(host, PORT, name -> Search.start(name, lookup, found::release)))
                .toList();
        return new HostEndpoint(all, EVERY, new SplittableRandom(seed));
    }

    private HostEndpoint inUse(String host) throws Exception {
        HostEndpoint endpoint = endpoint(host);
        next(endpoint);
        endpoint.settled();
        return endpoint;
    }

    /** All that is given, or the unknown name, until it looks again. */
    private List<String> burst(HostEndpoint endpoint) throws Exception {
        List<String> all = new ArrayList<>();
        do {
            try {
                all.add(name(next(endpoint)));
            } catch (UnknownHostException e) {
                all.add(String.valueOf(e.getMessage()));
            }
        } while (endpoint.hasMore());
        return all;
    }

    private SocketAddress next(HostEndpoint endpoint) throws Exception {
        SocketAddress next = endpoint.next(now);
        while (next == null) {
            found.acquire();
            next = endpoint.next(now);
        }
        return next;
    }

    private void awaitStale(HostEndpoint endpoint) throws Exception {
        while (!endpoint.isStale(now)) {
            found.acquire();
        }
    }

    private List<InetAddress> addresses(String host) throws UnknownHostException {
        lookups.incrementAndGet();
        List<String> found = names.get(host);
        if (found == null) {
            throw new UnknownHostException(host);
        }
        return found.stream().map(HostEndpointTest::parsed).toList();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Throws it where it is not declared. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <E extends Throwable> void raise(Throwable thrown) throws E {
        throw (E) thrown;
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
