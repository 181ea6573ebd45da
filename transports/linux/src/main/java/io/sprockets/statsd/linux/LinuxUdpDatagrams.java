package io.sprockets.statsd.linux;

import io.sprockets.statsd.spi.UdpDatagrams;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.Selector;

/** UDP sockets that take up to 64 datagrams with one system call, by the option UDP_SEGMENT. Any thread may use it. */
public final class LinuxUdpDatagrams implements UdpDatagrams {
    private static final Saying UNUSED = new Saying();

    /** Made by {@link java.util.ServiceLoader}. */
    public LinuxUdpDatagrams() {}

    @Override
    public boolean isSupported() {
        String obstacle = NativeAccess.obstacle();
        if (obstacle == null) {
            obstacle = UdpSegment.obstacle();
        }
        if (obstacle != null) {
            UNUSED.say("The JDK's sockets are used for UDP, since " + obstacle);
        }
        return obstacle == null;
    }

    @Override
    public Selector openSelector() throws IOException {
        return new PollSelector();
    }

    @Override
    public ByteBuffer memory(Selector selector) {
        return ((PollSelector) selector).memory().view;
    }

    @Override
    public DatagramChannel connect(InetSocketAddress server) throws IOException {
        return LinuxChannel.on(Sockets.udp(server), server);
    }

    @Override
    public int write(DatagramChannel channel, int datagramBytes) throws IOException {
        return ((LinuxChannel) channel).writeSegments(datagramBytes);
    }
}
