package io.sprockets.statsd.interop;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/** Whether a server listens on all its addresses. Asking leaves no trace in what it counts but packets. */
record Listening(int port, Path socket) {
    boolean isEverywhere() {
        InetSocketAddress address = new InetSocketAddress(Ports.LOOPBACK, port);
        return accepts(address) && accepts(UnixDomainSocketAddress.of(socket)) && takesDatagrams(address);
    }

    private static boolean accepts(SocketAddress address) {
        try (SocketChannel channel = SocketChannel.open(address)) {
            return channel.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /** Sends an empty datagram: where nothing listens, the kernel says so at once. */
    private static boolean takesDatagrams(InetSocketAddress address) {
        try (DatagramSocket datagrams = new DatagramSocket()) {
            datagrams.connect(address);
            datagrams.setSoTimeout(10);
            datagrams.send(new DatagramPacket(new byte[0], 0));
            datagrams.receive(new DatagramPacket(new byte[1], 1)); // a port unreachable comes as an exception
            return true;
        } catch (SocketTimeoutException e) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
