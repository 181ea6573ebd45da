package io.sprockets.statsd.unixgram;

import io.sprockets.statsd.spi.UnixDatagrams;
import java.io.IOException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.Selector;
import java.nio.file.Path;
import org.newsclub.net.unix.AFSocket;
import org.newsclub.net.unix.AFSocketCapability;
import org.newsclub.net.unix.AFUNIXSelectorProvider;
import org.newsclub.net.unix.AFUNIXSocketAddress;
import org.newsclub.net.unix.ConnectionRefusedSocketException;
import org.newsclub.net.unix.ConnectionResetSocketException;

/** Unix datagram sockets with junixsocket. Any thread may use it. */
public final class JunixDatagrams implements UnixDatagrams {
    /** Called by {@link java.util.ServiceLoader}. */
    public JunixDatagrams() {}

    @Override
    public boolean isSupported() {
        return AFSocket.isSupported() && AFSocket.supports(AFSocketCapability.CAPABILITY_UNIX_DATAGRAMS);
    }

    @Override
    public Selector openSelector() throws IOException {
        return AFUNIXSelectorProvider.provider().openSelector();
    }

    @Override
    public boolean isRefusal(IOException failure) {
        return failure instanceof ConnectionRefusedSocketException || failure instanceof ConnectionResetSocketException;
    }

    @Override
    public DatagramChannel connect(Path socket) throws IOException {
        DatagramChannel channel = AFUNIXSelectorProvider.provider().openDatagramChannel();
        try {
            channel.configureBlocking(false);
            return channel.connect(AFUNIXSocketAddress.of(socket));
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }
}
