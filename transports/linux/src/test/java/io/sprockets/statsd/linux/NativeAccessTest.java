package io.sprockets.statsd.linux;

import static org.assertj.core.api.Assertions.assertThat;

import io.sprockets.statsd.Protocol;
import io.sprockets.statsd.StatsdConnector;
import io.sprockets.statsd.testing.StatsdServer;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Another JVM, started with its own options, says whether the calls are there; its metrics flow either way. */
class NativeAccessTest {
    private static final String DENY = "--illegal-native-access=deny"; // since JDK 24
    private static final int FIRST_TO_DENY = 24;
    private static final String LOGGER = "INFO io.sprockets.statsd.linux";

    /** What the other JVM runs. */
    public static void main(String[] arguments) {
        System.out.println("Unix datagrams: " + new LinuxUnixDatagrams().isSupported());
        System.out.println("several UDP datagrams: " + new LinuxUdpDatagrams().isSupported());
        try (StatsdServer server = StatsdServer.start()) {
            StatsdConnector statsd = StatsdConnector.builder()
                    .host("127.0.0.1")
                    .port(server.port())
                    .protocol(Protocol.UDP)
                    .build();
            statsd.start();
            statsd.incr("a");
            statsd.close();
            Awaitility.await().until(() -> server.linesReceived() == 1);
            System.out.println("received " + server.linesReceived());
        }
    }

    @Test
    void theCallsAreThereWhereNativeAccessIsEnabled() throws Exception {
        assertThat(said(Jvm.ENABLED))
                .contains("Unix datagrams: true", "several UDP datagrams: true", "received 1")
                .noneMatch(line -> line.contains("WARN") || line.contains(LOGGER));
    }

    @Test
    void metricsFlowWhereNativeAccessIsDeniedAndALineForEachProtocolSaysSo() throws Exception {
        if (Runtime.version().feature() >= FIRST_TO_DENY) {
            assertIsPassedOver(said(DENY), "IllegalCallerException");
        }
    }

    @Test
    void metricsFlowOnAnotherSystemAndALineForEachProtocolSaysSo() throws Exception {
        assertIsPassedOver(said("-Dos.arch=riscv64"), "not Linux on x86-64 or aarch64");
    }

    private static void assertIsPassedOver(List<String> said, String reason) {
        assertThat(said).contains("Unix datagrams: false", "several UDP datagrams: false", "received 1");
        assertThat(said)
                .filteredOn(line -> line.contains(LOGGER))
                .allMatch(line -> line.contains(reason))
                .satisfiesExactlyInAnyOrder(
                        line -> assertThat(line).contains("Unix datagrams need sprockets-statsd-unixgram here"),
                        line -> assertThat(line).contains("The JDK's sockets are used for UDP"));
        assertThat(said).noneMatch(line -> line.contains("WARN io.sprockets")); // all is sent
    }

    private static List<String> said(String option) throws Exception {
        return Jvm.said("", NativeAccessTest.class, option);
    }
}
