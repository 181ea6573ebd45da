package io.sprockets.statsd.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sprockets.statsd.Protocol;
import io.sprockets.statsd.StatsdConnector;
import io.sprockets.statsd.testing.StatsdServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** What all scenarios share. */
final class Faulty {
    /** What is awaited for this long never comes. */
    static final Duration PATIENCE = Duration.ofSeconds(60);

    /** What a server gets when everything else was sent. */
    static final String END = "end:1|c";

    private Faulty() {}

    /** A connector to a server that comes back soon, and has all the time to stop. */
    static StatsdConnector.Builder connector(StatsdServer server, Protocol protocol) {
        return StatsdConnector.builder()
                .host(server.host())
                .port(server.port())
                .protocol(protocol)
                .reconnectBackoff(Duration.ofMillis(10), Duration.ofMillis(50))
                .stopTimeout(PATIENCE);
    }

    static ConditionFactory awaitThat(String what) {
        return Awaitility.await(what)
                .dontCatchUncaughtExceptions() // of other threads: what they have done is seen in other ways
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(5));
    }

    static void awaitConnected(StatsdConnector statsd) {
        awaitThat("connected").until(() -> statsd.stats().connected());
    }

    /** Does something every 20 ms over a period, which it takes at least. Returns how long it took, in nanoseconds. */
    static long during(Duration period, Runnable often) {
        long begun = System.nanoTime();
        Awaitility.await("the period")
                .atMost(period.plus(PATIENCE))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> {
                    often.run();
                    return System.nanoTime() - begun >= period.toNanos();
                });
        return System.nanoTime() - begun;
    }

    /** Waits until the server has read every datagram that was sent before. */
    static void readDatagrams(StatsdServer server) {
        byte[] last = (END + "\n").getBytes(UTF_8);
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.send(new DatagramPacket(last, last.length, loopback(1, server.port())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        awaitThat("the last datagram").until(() -> server.counter("end") == 1);
    }

    /** A port of 127.0.0.{@code last}. */
    static InetSocketAddress loopback(int last, int port) {
        try {
            return new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) last}), port);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The senders' threads that live. */
    static List<Thread> senders() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("statsd-sender"))
                .toList();
    }
}
