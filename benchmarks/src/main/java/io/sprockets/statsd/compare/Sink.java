package io.sprockets.statsd.compare;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.concurrent.atomic.LongAdder;

/**
 * The server of the comparison, a separate process: it reads what comes over TCP, UDP and a Unix socket, counts
 * metrics, and does nothing else. It says its ports, then answers the commands {@code lines} and {@code values}, which
 * begin to count anew, and {@code read}.
 */
public final class Sink {
    private static final int BUFFER_BYTES = 1 << 17; // fits a second level cache
    private static final int SOCKET_BYTES = 1 << 22;

    private static final LongAdder METRICS = new LongAdder();
    private static volatile boolean values;
    private static volatile long last; // something came, by System.nanoTime()

    private Sink() {}

    /** Serves until its input ends. The only argument is the path of the Unix socket. */
    public static void main(String... arguments) throws IOException {
        ServerSocketChannel tcp = ServerSocketChannel.open().bind(loopback());
        ServerSocketChannel unix = ServerSocketChannel.open(StandardProtocolFamily.UNIX)
                .bind(UnixDomainSocketAddress.of(Path.of(arguments[0])));
        DatagramChannel udp = DatagramChannel.open()
                .setOption(StandardSocketOptions.SO_RCVBUF, SOCKET_BYTES)
                .bind(loopback());
        begin(() -> accept(tcp));
        begin(() -> accept(unix));
        begin(() -> receive(udp));
        int tcpPort = tcp.socket().getLocalPort();
        int udpPort = udp.socket().getLocalPort();
        answer(Sample.NONE.with("tcp", tcpPort).with("udp", udpPort));
        obey();
    }

    private static void obey() throws IOException {
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
        long cpu = 0;
        String command;
        while ((command = commands.readLine()) != null) {
            if (!command.equals("read")) {
                values = command.equals("values");
                METRICS.reset();
                cpu = cpu();
            }
            answer(Sample.NONE
                    .with("delivered", METRICS.sum())
                    .with("last", last)
                    .with("sinkCpu", cpu() - cpu));
        }
    }

    private static void answer(Sample sample) {
        System.out.println(sample);
    }

    private static long cpu() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    private static InetSocketAddress loopback() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    private static void accept(ServerSocketChannel server) throws IOException {
        while (true) {
            SocketChannel client = server.accept();
            begin(() -> read(client));
        }
    }

    private static void read(ReadableByteChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocateDirect(BUFFER_BYTES);
        Tally lines = Tally.ofLines();
        Tally sums = Tally.ofValues();
        while (channel.read(bytes.clear()) >= 0) {
            METRICS.add((values ? sums : lines).count(bytes));
            last = System.nanoTime();
        }
        channel.close();
    }

    private static void receive(DatagramChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocateDirect(BUFFER_BYTES);
        Tally lines = Tally.ofLines();
        Tally sums = Tally.ofValues();
        while (true) {
            channel.receive(bytes.clear());
            if (bytes.get(bytes.position() - 1) != '\n') {
                bytes.put((byte) '\n'); // some clients leave it out at the end of a packet
            }
            METRICS.add((values ? sums : lines).count(bytes));
            last = System.nanoTime();
        }
    }

    /** What a thread does until its socket ends. */
    private interface Loop {
        void run() throws IOException;
    }

    private static void begin(Loop loop) {
        Thread thread = new Thread(() -> {
            try {
                loop.run();
            } catch (IOException e) {
                System.err.println("sink: " + e); // a client went away
            }
        });
        thread.setDaemon(true);
        thread.start();
    }
}
