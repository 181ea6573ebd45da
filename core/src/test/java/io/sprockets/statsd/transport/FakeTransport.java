package io.sprockets.statsd.transport;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.ConnectException;
import java.net.PortUnreachableException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A server in memory: what it got on each connection, and what goes wrong. */
public final class FakeTransport implements Transport {
    public final List<FakeConnection> connections = new ArrayList<>();
    public boolean refusing;
    public int otherAddresses; // of the server's name that were not tried yet
    public boolean accepting = true; // else attempts hang
    public boolean reached; // though they hang, as in a TLS handshake
    public boolean hangingUp; // on whom it accepts from now on
    public boolean readsOn; // what comes after it has ended its side
    public boolean datagram;
    public boolean unixDatagram;
    public boolean several; // packets are taken with one call
    public boolean severalFail; // one by one they do not
    public int failures; // of the next calls with several, for another reason
    public boolean skipsEmptyLines;
    public boolean framed; // all of a packet counts as taken, or none
    public boolean lookingUp; // the server's name
    public int longest = Integer.MAX_VALUE; // datagram that it takes
    public boolean stale; // reported once
    public int opened;
    public int settled; // calls
    public Runnable sending = () -> {}; // what callers do meanwhile
    public int room = Integer.MAX_VALUE; // bytes that a connection still takes

    public FakeConnection last() {
        return connections.get(connections.size() - 1);
    }

    /** All that arrived, over all connections. */
    public String received() {
        StringBuilder all = new StringBuilder();
        connections.forEach(connection -> all.append(connection.received));
        return all.toString();
    }

    @Override
    public @Nullable Connection open(long now) throws IOException {
        opened++;
        return lookingUp ? null : connect();
    }

    private FakeConnection connect() throws IOException {
        if (refusing) {
            throw new ConnectException("refused");
        }
        FakeConnection connection = new FakeConnection();
        connection.ended = hangingUp;
        connections.add(connection);
        return connection;
    }

    @Override
    public void settled() {
        settled++;
    }

    @Override
    public Connection openBeside() throws IOException {
        opened++;
        return connect();
    }

    @Override
    public boolean sendsDatagrams() {
        return datagram || unixDatagram;
    }

    @Override
    public boolean hasOtherAddress() {
        otherAddresses--;
        return otherAddresses >= 0;
    }

    @Override
    public boolean isStale(long now) {
        boolean reported = stale;
        stale = false;
        return reported;
    }

    @Override
    public int packetBytes() {
        return datagram ? 32 : 1024;
    }

    @Override
    public boolean refusesLate() {
        return datagram;
    }

    @Override
    public void await(long nanos) {}

    @Override
    public void wakeup() {}

    @Override
    public void close() {}

    /** One connection to it. */
    public final class FakeConnection implements Connection {
        public final StringBuilder received = new StringBuilder();
        public final List<String> packets = new ArrayList<>();
        public boolean broken;
        public boolean refused; // by a closed port
        public boolean ended;
        public boolean finished;
        public boolean underway; // what was sent last, as the server's buffer is full
        public boolean closed;
        public int calls;
        private int begun; // bytes of a frame
        private final ByteBuffer memory = ByteBuffer.allocate(1 << 16);
        private final Datagrams together = new Datagrams(memory, skipsEmptyLines);

        @Override
        public boolean isReached() {
            return accepting || reached;
        }

        @Override
        public boolean isEstablished() {
            return accepting;
        }

        @Override
        public boolean isEnded() throws IOException {
            failIfBroken();
            return ended;
        }

        @Override
        public boolean hasArrived() {
            return !underway;
        }

        @Override
        public @Nullable Datagrams several() {
            return several ? together : null;
        }

        @Override
        public boolean sendSeveral() throws IOException {
            failIfBroken();
            calls++;
            if (failures > 0) {
                failures--;
                throw new IOException("no text is promised");
            }
            if (severalFail || together.size() > longest) {
                several = false;
                throw new IOException("no text is promised");
            }
            if (room == 0) {
                return false;
            }
            String text = UTF_8.decode(memory.duplicate().flip()).toString();
            received.append(text);
            for (int at = 0; at < text.length(); at += together.size()) {
                packets.add(text.substring(at, Math.min(at + together.size(), text.length())));
            }
            return true;
        }

        @Override
        public boolean send(ByteBuffer lines) throws IOException {
            failIfBroken();
            calls++;
            if (ended && !readsOn) {
                throw new IOException("reset");
            }
            if (lines.remaining() > longest) {
                throw new IOException("no text is promised");
            }
            sending.run();
            int taken = Math.min(lines.remaining() - begun, room);
            room -= taken;
            if (framed) {
                begun += taken;
                if (begun < lines.remaining()) {
                    return false;
                }
                taken = begun;
                begun = 0;
            }
            String text = UTF_8.decode(lines.slice().limit(taken)).toString();
            lines.position(lines.position() + taken);
            received.append(text);
            packets.add(text);
            return !lines.hasRemaining();
        }

        @Override
        public boolean finish() throws IOException {
            failIfBroken();
            finished = true;
            return !datagram;
        }

        @Override
        public void close() {
            closed = true;
        }

        private void failIfBroken() throws IOException {
            if (refused) {
                throw new PortUnreachableException("refused");
            }
            if (broken) {
                throw new IOException("broken");
            }
        }
    }
}
