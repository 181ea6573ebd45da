package io.sprockets.statsd.linux;

import io.sprockets.statsd.spi.UdpDatagrams;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;

/** Loses the route to its server, and gets it back. */
final class LostRoute {
    private static final String ROUTE = "10.9.8.0/24 dev lo";

    /** A route to nobody. */
    static final String SETUP = "ip route add " + ROUTE;

    private static final byte[] SERVER = {10, 9, 8, 7};
    private static final int DATAGRAM_BYTES = 1_000;

    private LostRoute() {}

    public static void main(String[] arguments) throws Exception {
        UdpDatagrams sockets = new LinuxUdpDatagrams();
        InetSocketAddress server = new InetSocketAddress(InetAddress.getByAddress(SERVER), 8125);
        try (Selector selector = sockets.openSelector();
                DatagramChannel channel = sockets.connect(server)) {
            channel.register(selector, SelectionKey.OP_READ);
            System.out.println(written(sockets, selector, channel));
            ip("del");
            System.out.println(written(sockets, selector, channel));
            ip("add");
            System.out.println(written(sockets, selector, channel));
        }
    }

    private static void ip(String what) throws Exception {
        new ProcessBuilder("sh", "-c", "ip route " + what + " " + ROUTE)
                .inheritIO()
                .start()
                .waitFor();
    }

    private static String written(UdpDatagrams sockets, Selector selector, DatagramChannel channel) {
        ByteBuffer memory = sockets.memory(selector);
        memory.clear().position(2 * DATAGRAM_BYTES);
        try {
            return "written: " + sockets.write(channel, DATAGRAM_BYTES);
        } catch (IOException e) {
            return e.getMessage();
        }
    }
}
