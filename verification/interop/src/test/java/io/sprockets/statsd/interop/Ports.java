package io.sprockets.statsd.interop;

import java.io.IOException;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Loopback ports on which nothing listens. They are below the range that systems give to outgoing connections: there
 * nobody takes one while its server is away, and a client that connects meanwhile cannot meet itself.
 */
final class Ports {
    static final InetAddress LOOPBACK = loopback();

    private static final int LOWEST = 20_000;
    private static final int COUNT = 12_000;
    private static final int FORKS = 2; // JVMs that share the tests, and take no port of each other
    private static final int FORK = Math.floorMod(Integer.getInteger("statsd.testing.fork", 0), FORKS);
    private static final int ATTEMPTS = 200;
    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet(); // two of one setup must differ

    private Ports() {}

    /** A port that is free for both TCP and UDP, and was not given before. */
    static int free() throws IOException {
        for (int attempt = 1; ; attempt++) {
            int port = LOWEST + FORKS * ThreadLocalRandom.current().nextInt(COUNT / FORKS) + FORK;
            try {
                new ServerSocket(port, 1, LOOPBACK).close();
                new DatagramSocket(new InetSocketAddress(LOOPBACK, port)).close();
                if (GIVEN.add(port)) {
                    return port;
                }
            } catch (BindException taken) {
                if (attempt == ATTEMPTS) {
                    throw taken;
                }
            }
        }
    }

    private static InetAddress loopback() {
        try {
            return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
