package io.sprockets.statsd.linux;

import io.sprockets.statsd.spi.UnixDatagrams;
import java.io.IOException;
import java.net.PortUnreachableException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.DatagramChannel;
import java.nio.channels.Selector;
import java.nio.file.Path;

/** Unix datagram sockets by the system calls of Linux. Any thread may use it. */
public final class LinuxUnixDatagrams implements UnixDatagrams {
    private static final Saying UNUSED = new Saying();

    /** Made by {@link java.util.ServiceLoader}. */
    public LinuxUnixDatagrams() {}

    @Override
    public boolean isSupported() {
        String obstacle = NativeAccess.obstacle();
        if (obstacle != null) {
            UNUSED.say("Unix datagrams need sprockets-statsd-unixgram here, since " + obstacle);
        }
        return obstacle == null;
    }

    @Override
    public Selector openSelector() throws IOException {
        return new PollSelector();
    }

    @Override
    public DatagramChannel connect(Path socket) throws IOException {
        UnixDomainSocketAddress address = UnixDomainSocketAddress.of(socket);
        return LinuxChannel.on(Sockets.unix(socket), address);
    }

    @Override
    public boolean isRefusal(IOException failure) {
        return failure instanceof PortUnreachableException;
    }
}
