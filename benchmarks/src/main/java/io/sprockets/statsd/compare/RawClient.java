package io.sprockets.statsd.compare;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SocketChannel;

/** The floor: whole packets, encoded once, written by the calling thread. No client can be faster over that socket. */
final class RawClient implements Client {
    private final ByteChannel channel;
    private final ByteBuffer packet;
    private final int lines;

    RawClient(Server server, String[] names) throws IOException {
        StringBuilder text = new StringBuilder();
        int count = 0;
        String line = Names.line(names[0]);
        while (text.length() + line.length() <= server.route().packetBytes) {
            text.append(line);
            line = Names.line(names[++count % names.length]);
        }
        this.lines = count;
        this.packet =
                ByteBuffer.allocateDirect(text.length()).put(text.toString().getBytes(US_ASCII));
        this.channel = server.route().isDatagram()
                ? DatagramChannel.open().connect(server.address())
                : SocketChannel.open(server.address());
    }

    @Override
    public synchronized int record(int name) {
        try {
            packet.flip();
            while (packet.hasRemaining()) {
                channel.write(packet);
            }
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
