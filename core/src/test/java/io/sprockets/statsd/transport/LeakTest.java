package io.sprockets.statsd.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.spi.AbstractSelectableChannel;
import java.nio.channels.spi.AbstractSelector;
import java.nio.channels.spi.SelectorProvider;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is thrown while something is opened, nothing stays open. */
@Timeout(30)
class LeakTest {
    private static final int TIMES = 20;

    @Test
    void connection_leavesNothingOpenWhenItCannotBeRegistered(@TempDir Path folder) throws IOException {
        try (ServerSocketChannel server = ServerSocketChannel.open();
                ServerSocketChannel unixServer = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            SocketAddress tcp = server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                    .getLocalAddress();
            SocketAddress unix = unixServer
                    .bind(UnixDomainSocketAddress.of(folder.resolve("statsd.sock")), 1000)
                    .getLocalAddress();
            for (Throwable thrown : List.of(new OutOfMemoryError(), new IllegalStateException())) {
                Poller poller = Poller.on(new FailingSelector(thrown));
                assertLeavesNothingOpen(() -> StreamConnection.open(tcp, poller));
                assertLeavesNothingOpen(() -> StreamConnection.open(unix, poller));
                assertLeavesNothingOpen(() -> FramedConnection.open(unix, poller, new Frames()));
                assertLeavesNothingOpen(() -> DatagramConnection.open(tcp, poller));
            }
        }
    }

    @Test
    void connection_leavesNothingOpenWhenItCannotBeMade(@TempDir Path folder) throws IOException {
        try (Selector selector = Selector.open()) {
            Poller poller = Poller.on(selector);
            SocketAddress unresolved = InetSocketAddress.createUnresolved("nowhere", 1);
            SocketAddress noSocket = UnixDomainSocketAddress.of(folder.resolve("none.sock"));
            assertLeavesNothingOpen(() -> StreamConnection.open(unresolved, poller));
            assertLeavesNothingOpen(() -> StreamConnection.open(noSocket, poller));
            assertLeavesNothingOpen(() -> DatagramConnection.open(unresolved, poller));
        }
    }

    @Test
    void transport_leavesNothingOpenWhenItCannotBeMade() {
        assertLeavesNothingOpen(() -> SelectorTransport.open(
                Selector::open,
                selector -> {
                    throw new OutOfMemoryError();
                },
                StreamConnection::open,
                Packets.stream(1)));
    }

    /** Something that fails. */
    private interface Attempt {
        Object make() throws Throwable;
    }

    private static void assertLeavesNothingOpen(Attempt attempt) {
        assertThatThrownBy(attempt::make);
        long before = TransportContract.descriptors();
        for (int i = 0; i < TIMES; i++) {
            assertThatThrownBy(attempt::make);
        }
        assertThat(TransportContract.descriptors() - before).isLessThan(TIMES);
    }

    /** Registers nothing. */
    private static final class FailingSelector extends AbstractSelector {
        private final Throwable thrown;

        FailingSelector(Throwable thrown) {
            super(SelectorProvider.provider());
            this.thrown = thrown;
        }

        @Override
        protected SelectionKey register(AbstractSelectableChannel channel, int ops, Object attachment) {
            if (thrown instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) thrown;
        }

        @Override
        protected void implCloseSelector() {}

        @Override
        public Set<SelectionKey> keys() {
            return Set.of();
        }

        @Override
        public Set<SelectionKey> selectedKeys() {
            return Set.of();
        }

        @Override
        public int selectNow() {
            return 0;
        }

        @Override
        public int select(long timeout) {
            return 0;
        }

        @Override
        public int select() {
            return 0;
        }

        @Override
        public Selector wakeup() {
            return this;
        }
    }
}
