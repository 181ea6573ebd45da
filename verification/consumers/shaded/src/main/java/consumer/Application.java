package consumer;

import io.sprockets.statsd.StatsdConnector;
import java.net.DatagramPacket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.newsclub.net.unix.AFUNIXDatagramSocket;
import org.newsclub.net.unix.AFUNIXSocketAddress;

/** Sends one metric through a Unix datagram socket, from one jar that has only what it needs. */
public final class Application {
    private Application() {}

    /** Starts the program; it fails if the metric has not arrived. */
    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createTempDirectory("statsd");
        Path socket = folder.resolve("dsd.socket");
        try (AFUNIXDatagramSocket server = AFUNIXDatagramSocket.newInstance()) {
            server.bind(AFUNIXSocketAddress.of(socket));
            server.setSoTimeout(10_000);
            try (StatsdConnector statsd =
                    StatsdConnector.builder().unixDatagramSocket(socket).build()) {
                statsd.start();
                statsd.incr("requests");
                DatagramPacket packet = new DatagramPacket(new byte[8192], 8192);
                server.receive(packet);
                String text = new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
                System.out.print(text);
                if (!text.startsWith("counters.requests:1|c")) {
                    System.exit(1);
                }
            }
        } finally {
            Files.deleteIfExists(socket);
            Files.delete(folder);
        }
    }
}
