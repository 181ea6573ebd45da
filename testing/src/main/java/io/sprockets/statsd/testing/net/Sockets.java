package io.sprockets.statsd.testing.net;

import static java.net.StandardSocketOptions.SO_LINGER;

import io.sprockets.statsd.testing.ConnectionEvent;
import io.sprockets.statsd.testing.ConnectionEvent.Kind;
import io.sprockets.statsd.testing.Transport;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Everything the server has open, and what it does wrong with it on demand. Belongs to the server's thread. */
public final class Sockets {
    private static final int READ_BYTES = 256 << 10; // per read; also more than any datagram
    private static final int PACKETS_PER_TURN = 64; // so that a flood of datagrams does not starve connections

    private static final int READS_BEFORE_CLOSE = 64; // far more than a receive buffer holds

    /** What to do when a channel is ready. */
    interface Ready {
        void run() throws IOException;
    }

    private final Listening listening;
    private final Reading reading;
    private final Selector selector;
    private final Receiver receiver;
    private final int port; // stays the same for the whole life of the server
    private final byte[] bytes = new byte[READ_BYTES];
    private final ByteBuffer buffer = ByteBuffer.wrap(bytes);
    private final Map<Long, Connection> connections = new LinkedHashMap<>();
    private final LineSplitter packetSplitter;
    private @Nullable Ports ports; // null while the server refuses
    private long accepted;
    private boolean closesAtOnce;
    private boolean stalled;

    Sockets(Listening listening, Reading reading, Selector selector, Receiver receiver) throws IOException {
        this.listening = listening;
        this.reading = reading;
        this.selector = selector;
        this.receiver = receiver;
        this.packetSplitter = new LineSplitter(reading.maxLineBytes());
        Ports first = Ports.open(listening, listening.port());
        this.port = first.port();
        register(first);
    }

    public int port() {
        return port;
    }

    void listen() throws IOException {
        if (ports == null) {
            register(Ports.open(listening, port));
        }
    }

    private void register(Ports opened) throws IOException {
        ports = opened;
        register(opened.tcp(), Transport.TCP);
        register(opened.unix(), Transport.UNIX);
        DatagramChannel udp = opened.udp();
        if (udp != null) {
            Ready ready = () -> receive(udp);
            udp.register(selector, stalled ? 0 : SelectionKey.OP_READ, ready);
        }
    }

    private void register(@Nullable ServerSocketChannel listener, Transport transport) throws IOException {
        if (listener != null) {
            Ready ready = () -> accept(listener, transport);
            listener.register(selector, SelectionKey.OP_ACCEPT, ready);
        }
    }

    // What clients cause.

    private void accept(ServerSocketChannel listener, Transport transport) throws IOException {
        SocketChannel channel = listener.accept();
        if (channel == null) {
            return; // the client has gone already
        }
        long number = ++accepted;
        channel.configureBlocking(false);
        SelectionKey key = channel.register(selector, stalled ? 0 : SelectionKey.OP_READ);
        Splitter splitter = reading.splitter(transport == Transport.UNIX);
        Connection connection = new Connection(number, transport, channel, key, splitter);
        if (closesAtOnce || connections.size() >= reading.maxConnections()) {
            tell(Kind.REFUSED, connection, false);
            channel.close(); // the client sees the close only after its event
            return;
        }
        Ready ready = () -> read(connection);
        key.attach(ready);
        connections.put(number, connection);
        tell(Kind.OPENED, connection, true);
    }

    /** One read; false when there was nothing more to read, or the connection has ended. */
    private boolean read(Connection connection) throws IOException {
        int length;
        try {
            length = connection.channel().read(buffer.clear());
        } catch (IOException reset) {
            receiver.end(connection);
            close(connection, Kind.RESET, true);
            return false;
        }
        if (length < 0) {
            // An unterminated line is reported before the client can see the close.
            receiver.end(connection);
            close(connection, Kind.CLOSED, true);
        } else if (length > 0 && !take(connection, length)) {
            receiver.end(connection);
            close(connection, Kind.CLOSED, false);
            return false;
        }
        return length > 0;
    }

    private boolean take(Connection connection, int length) {
        for (int i = 0; reading.sevenBit() && i < length; i++) {
            bytes[i] &= Byte.MAX_VALUE;
        }
        return receiver.stream(connection, bytes, length);
    }

    private void receive(DatagramChannel udp) throws IOException {
        for (int i = 0; i < PACKETS_PER_TURN; i++) {
            SocketAddress sender = udp.receive(buffer.clear());
            if (sender == null) {
                return;
            }
            receiver.packet(sender, packetSplitter, bytes, buffer.position());
        }
    }

    // What the owner of the server causes.

    public void refuse() throws IOException {
        if (ports != null) {
            ports.close();
            ports = null;
        }
    }

    public void acceptAndClose() {
        closesAtOnce = true;
    }

    public void stall() {
        stalled = true;
        setReading();
    }

    public void recover() throws IOException {
        closesAtOnce = false;
        stalled = false;
        listen();
        setReading();
    }

    private void setReading() {
        int operations = stalled ? 0 : SelectionKey.OP_READ;
        for (Connection connection : connections.values()) {
            connection.key().interestOps(operations);
        }
        SelectableChannel udp = ports == null ? null : ports.udp();
        SelectionKey key = udp == null ? null : udp.keyFor(selector);
        if (key != null) {
            key.interestOps(operations);
        }
    }

    public void reset() throws IOException {
        for (Connection connection : all()) {
            if (connection.transport() == Transport.TCP) {
                connection.channel().setOption(SO_LINGER, 0); // close() sends RST then
            }
            close(connection, Kind.RESET, false);
        }
    }

    public void halfClose() throws IOException {
        for (Connection connection : all()) {
            try {
                connection.channel().shutdownOutput();
                tell(Kind.HALF_CLOSED, connection, false);
            } catch (IOException gone) {
                close(connection, Kind.RESET, true);
            }
        }
    }

    public void closeConnections() throws IOException {
        for (Connection connection : all()) {
            // A close with unread bytes would send RST instead of FIN. A client may send faster than this reads.
            int reads = stalled ? 0 : READS_BEFORE_CLOSE;
            while (reads > 0 && read(connection)) {
                reads--;
            }
            if (connections.containsKey(connection.number())) {
                close(connection, Kind.CLOSED, false);
            }
        }
    }

    public void stop() throws IOException {
        refuse();
        for (Connection connection : all()) {
            close(connection, Kind.CLOSED, false);
        }
        Path path = listening.unixSocket();
        if (path != null) {
            Ports.removeSocket(path);
        }
    }

    private List<Connection> all() {
        return new ArrayList<>(connections.values());
    }

    private void close(Connection connection, Kind kind, boolean byClient) throws IOException {
        connections.remove(connection.number());
        tell(kind, connection, byClient);
        connection.channel().close();
    }

    private void tell(Kind kind, Connection connection, boolean byClient) {
        receiver.connection(
                connection, new ConnectionEvent(kind, connection.transport(), connection.number(), byClient));
    }
}
