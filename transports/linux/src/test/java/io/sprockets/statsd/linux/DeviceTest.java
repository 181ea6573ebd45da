package io.sprockets.statsd.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sprockets.statsd.ConnectorStats;
import io.sprockets.statsd.Protocol;
import io.sprockets.statsd.StatsdConnector;
import io.sprockets.statsd.testing.StatsdServer;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Network devices that take little, in another JVM with a network of its own. */
class DeviceTest {
    private static final int LINES = 20_000; // half a megabyte
    private static final int NAMES = 100;
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String FORBID_EACH_THIRD =
            "iptables -A OUTPUT -p udp -m statistic --mode nth --every 3 --packet 0 -j DROP";

    /** What the other JVM runs. */
    public static void main(String[] arguments) {
        try (StatsdServer server = StatsdServer.start()) {
            StatsdConnector statsd = StatsdConnector.builder()
                    .host("127.0.0.1")
                    .port(server.port())
                    .protocol(Protocol.UDP)
                    .stopTimeout(PATIENCE)
                    .build();
            IntStream.range(0, LINES).forEach(i -> statsd.incr("line." + i % NAMES));
            statsd.start();
            statsd.close();
            Awaitility.await().atMost(PATIENCE).until(() -> server.linesReceived() == LINES);
            ConnectorStats stats = statsd.stats();
            System.out.println("sent " + stats.sent() + ", dropped " + stats.dropped() + ", bad " + server.badLines());
        }
    }

    @Test
    void datagramsAreSentOneByOneWhereAPacketIsTooLongForTheDeviceAndOneLineSaysSo() throws Exception {
        List<String> said = said("ip link set lo mtu 1000", DeviceTest.class);
        assertThat(said).contains("sent " + LINES + ", dropped 0, bad []");
        assertThat(said)
                .filteredOn(line -> line.contains("INFO io.sprockets.statsd.linux"))
                .singleElement()
                .asString()
                .contains("gets them one by one");
    }

    @Test
    void allArrivesThroughASlowDevice() throws Exception {
        assertThat(said(SlowDevice.SETUP, DeviceTest.class)).containsExactly("sent " + LINES + ", dropped 0, bad []");
    }

    /** A call that fails may be made again, so nothing is lost; nor is it with the JDK's sockets. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void allArrivesThoughEachThirdPacketIsForbidden(boolean module) throws Exception {
        assertThat(said(FORBID_EACH_THIRD, classPath(module), DeviceTest.class))
                .containsExactly("sent " + LINES + ", dropped 0, bad []");
    }

    @Test
    void aLostRouteIsNoReasonForOneByOne() throws Exception {
        assertThat(said(LostRoute.SETUP, LostRoute.class))
                .containsExactly("written: 2000", "Network is unreachable", "written: 2000");
    }

    @Test
    void theSelectorSaysWhenASlowDeviceHasRoom() throws Exception {
        assertThat(said(SlowDevice.SETUP, SlowDevice.class))
                .containsExactly("it is full", "there is room", "it takes more");
    }

    /** The lines of a class in a network whose loopback device is set up so. */
    private static List<String> said(String setup, Class<?> main) throws Exception {
        return said(setup, classPath(true), main);
    }

    private static List<String> said(String setup, String classPath, Class<?> main) throws Exception {
        String inside = "PATH=$PATH:/usr/sbin && ip link set lo up && " + setup;
        assumeTrue(isPossible(inside), "needs root, unshare, ip, and tc or iptables");
        String there = inside + " && exec \"$0\" \"$@\"";
        return Jvm.said("exec unshare -n sh -c '" + there + "' \"$0\" \"$@\";", classPath, main, Jvm.ENABLED);
    }

    /** With the module, or without it. */
    private static String classPath(boolean module) throws Exception {
        Path code = Path.of(LinuxUdpDatagrams.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> module || !Path.of(entry).equals(code))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static boolean isPossible(String setup) throws Exception {
        try {
            return new ProcessBuilder("unshare", "-n", "sh", "-c", setup)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false; // there is no such program
        }
    }
}
