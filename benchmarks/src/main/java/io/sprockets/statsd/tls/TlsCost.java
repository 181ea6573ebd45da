package io.sprockets.statsd.tls;

import io.sprockets.statsd.Overflow;
import io.sprockets.statsd.StatsdConnector;
import io.sprockets.statsd.Tls;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * What a metric costs over TLS and over plain TCP: CPU of the caller and of the sender, while a server of the JDK in
 * the same process reads and forgets. The two take turns.
 */
public final class TlsCost {
    private static final int METRICS = 4_000_000;
    private static final int ROUNDS = 7;
    private static final int WARM = 2; // rounds that do not count
    private static final char[] PASSWORD = "secret".toCharArray();
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private TlsCost() {}

    /** Prints the rows of a table. */
    public static void main(String[] arguments) throws Exception {
        SSLContext context = context(Files.createTempDirectory("tls"));
        ServerSocket plain = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        ServerSocket encrypted =
                context.getServerSocketFactory().createServerSocket(0, 10, InetAddress.getLoopbackAddress());
        List<Double> tcp = new ArrayList<>();
        List<Double> tls = new ArrayList<>();
        for (int i = 0; i < WARM + ROUNDS; i++) {
            double one = cost(plain, StatsdConnector.builder().host("localhost"));
            double other =
                    cost(encrypted, StatsdConnector.builder().host("localhost").tls(Tls.of(context)));
            if (i >= WARM) {
                tcp.add(one);
                tls.add(other);
            }
        }
        System.out.println("| | CPU ns each, median | least | most |\n| --- | --- | --- | --- |");
        System.out.println(row("TCP", tcp));
        System.out.println(row("TLS", tls));
    }

    private static String row(String name, List<Double> costs) {
        Collections.sort(costs);
        return "| %s | %.0f | %.0f | %.0f |"
                .formatted(name, costs.get(costs.size() / 2), costs.get(0), costs.get(costs.size() - 1));
    }

    private static double cost(ServerSocket server, StatsdConnector.Builder builder) throws Exception {
        Thread reader = new Thread(() -> read(server));
        reader.start();
        StatsdConnector statsd = builder.port(server.getLocalPort())
                .overflow(Overflow.block(Duration.ofMinutes(1)))
                .backlogBytes(1 << 27) // none is merged
                .build();
        statsd.start();
        statsd.incr("warm");
        statsd.flush(Duration.ofMinutes(1));
        long caller = THREADS.getCurrentThreadCpuTime();
        long sender = sender();
        for (int i = 0; i < METRICS; i++) {
            statsd.incr("requests");
        }
        statsd.flush(Duration.ofMinutes(1));
        long used = THREADS.getCurrentThreadCpuTime() - caller + sender() - sender;
        if (statsd.stats().sent() != METRICS + 1) {
            throw new IllegalStateException(statsd.stats().toString());
        }
        statsd.close();
        reader.join();
        return (double) used / METRICS;
    }

    private static long sender() {
        long sum = 0;
        for (long id : THREADS.getAllThreadIds()) {
            ThreadInfo info = THREADS.getThreadInfo(id);
            sum += info != null && info.getThreadName().equals("statsd-sender") ? THREADS.getThreadCpuTime(id) : 0;
        }
        return sum;
    }

    private static void read(ServerSocket server) {
        byte[] bytes = new byte[1 << 16];
        try (Socket socket = server.accept();
                InputStream in = socket.getInputStream()) {
            while (in.read(bytes) >= 0) {
                // forget it
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SSLContext context(Path folder) throws Exception {
        Path store = folder.resolve("store.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "here",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=here",
                        "-ext",
                        "san=dns:localhost",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        new String(PASSWORD))
                .inheritIO()
                .start();
        if (keytool.waitFor() != 0) {
            throw new IOException("keytool failed");
        }
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD);
        }
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, PASSWORD);
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("here", keys.getCertificate("here"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }
}
