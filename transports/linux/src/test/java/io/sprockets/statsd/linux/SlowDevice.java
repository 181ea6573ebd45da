package io.sprockets.statsd.linux;

import io.sprockets.statsd.spi.UdpDatagrams;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;

/** Fills the socket, whose datagrams wait for a slow device, and goes on when there is room. */
final class SlowDevice {
    /** Makes the loopback device slow; what waits for it counts as the socket's. */
    static final String SETUP = "tc qdisc add dev lo root tbf rate 4mbit burst 100kb limit 10mb";

    private static final int DATAGRAM_BYTES = 1_400;
    private static final int DATAGRAMS = 40;

    private SlowDevice() {}

    public static void main(String[] arguments) throws Exception {
        UdpDatagrams sockets = new LinuxUdpDatagrams();
        try (DatagramChannel server = DatagramChannel.open()) {
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            try (Selector selector = sockets.openSelector();
                    DatagramChannel channel = sockets.connect((InetSocketAddress) server.getLocalAddress())) {
                ByteBuffer memory = sockets.memory(selector);
                channel.register(selector, SelectionKey.OP_READ | SelectionKey.OP_WRITE);
                while (sockets.write(channel, fill(memory)) > 0) {}
                System.out.println("it is full");
                System.out.println(selector.select() == 1 ? "there is room" : "no room");
                System.out.println(sockets.write(channel, fill(memory)) > 0 ? "it takes more" : "it takes nothing");
            }
        }
    }

    /** Returns the bytes of one datagram. */
    private static int fill(ByteBuffer memory) {
        memory.clear().position(DATAGRAMS * DATAGRAM_BYTES);
        return DATAGRAM_BYTES;
    }
}
