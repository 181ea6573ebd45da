package io.sprockets.statsd.linux;

import static org.assertj.core.api.Assertions.assertThat;

import io.sprockets.statsd.Protocol;
import io.sprockets.statsd.StatsdConnector;
import io.sprockets.statsd.testing.StatsdServer;
import java.io.IOException;
import java.net.SocketException;
import java.nio.channels.DatagramChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No descriptor is left when the first connector of a JVM starts; then there are some again. */
class ShortageTest {
    private static final String FEW_DESCRIPTORS = "ulimit -n 100;";
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir
    private Path folder;

    /** What the other JVM runs. The module is unused until then; its jar is open, as after any look for a service. */
    public static void main(String[] arguments) throws Exception {
        ClassLoader.getSystemResources("META-INF/services/nothing").asIterator().forEachRemaining(x -> {});
        try (StatsdServer server = StatsdServer.start()) {
            List<DatagramChannel> all = takeAll();
            System.out.println("first: " + start(server));
            for (DatagramChannel channel : all) {
                channel.close();
            }
            System.out.println("second: " + start(server));
            System.out.println("Unix datagrams: " + new LinuxUnixDatagrams().isSupported());
        }
    }

    @Test
    void theModuleIsUsedAfterAShortageOfDescriptors() throws Exception {
        String jars = Jars.classPath(folder);
        assertThat(Jvm.said(FEW_DESCRIPTORS, jars, ShortageTest.class, Jvm.ENABLED))
                .containsExactly("first: Too many open files", "second: the module", "Unix datagrams: true");
    }

    /** Returns what a connector sends with, or why it does not start. */
    private static String start(StatsdServer server) {
        long before = server.linesReceived();
        try (StatsdConnector statsd = StatsdConnector.builder()
                .host("127.0.0.1")
                .port(server.port())
                .protocol(Protocol.UDP)
                .build()) {
            statsd.start().join();
            statsd.incr("a");
            Awaitility.await().atMost(PATIENCE).until(() -> server.linesReceived() > before);
            return Memory.open() > 0 ? "the module" : "the JDK's sockets";
        } catch (CompletionException e) {
            return deepest(e).getMessage();
        }
    }

    private static Throwable deepest(Throwable e) {
        return e.getCause() == null ? e : deepest(e.getCause());
    }

    private static List<DatagramChannel> takeAll() throws IOException {
        List<DatagramChannel> all = new ArrayList<>();
        try {
            while (true) {
                all.add(DatagramChannel.open());
            }
        } catch (SocketException e) {
            return all; // there are too many
        }
    }
}
