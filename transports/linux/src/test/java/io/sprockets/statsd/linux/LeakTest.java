package io.sprockets.statsd.linux;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;
import io.sprockets.statsd.Dialect;
import io.sprockets.statsd.Protocol;
import io.sprockets.statsd.StatsdConnector;
import io.sprockets.statsd.testing.StatsdServer;
import io.sprockets.statsd.unixgram.Agent;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** What connectors leave behind. */
class LeakTest {
    private static final int CONNECTORS = 100;

    @TempDir
    Path folder;

    @Test
    void aHundredConnectorsToAnAgentLeaveNeitherDescriptorNorMemory() throws Throwable {
        Path socket = folder.resolve("agent.sock");
        try (Agent agent = Agent.listen(socket, Receiver::new)) {
            assertLeaveNothing(() -> {
                run(StatsdConnector.builder().unixDatagramSocket(socket).dialect(Dialect.DOGSTATSD));
                agent.read();
            });
            assertThat(agent.read()).hasSize(CONNECTORS + 1);
        }
    }

    @Test
    void aHundredConnectorsOverUdpLeaveNeitherDescriptorNorMemory() throws Throwable {
        try (StatsdServer server = StatsdServer.start()) {
            assertLeaveNothing(() -> run(StatsdConnector.builder()
                    .host("127.0.0.1")
                    .port(server.port())
                    .protocol(Protocol.UDP)));
            Awaitility.await().until(() -> server.linesReceived() == CONNECTORS + 1);
        }
    }

    @Test
    void aChannelFreesWhatItHasUsedBeforeItsSelectorWasKnown() throws Exception {
        Path socket = folder.resolve("agent.sock");
        try (Agent agent = Agent.listen(socket, Receiver::new)) {
            long before = Memory.open();
            try (LinuxChannel channel = (LinuxChannel) new LinuxUnixDatagrams().connect(socket)) {
                channel.write(ByteBuffer.allocate(1));
                assertThat(Memory.open()).isEqualTo(before + 1);
            }
            assertThat(Memory.open()).isEqualTo(before);
            assertThat(agent.readOne()).isTrue();
        }
    }

    private static void assertLeaveNothing(Executable connector) throws Throwable {
        connector.execute(); // what is made once is there
        long descriptors = descriptors();
        long memories = Memory.open();
        for (int i = 0; i < CONNECTORS; i++) {
            connector.execute();
        }
        assertThat(descriptors()).isEqualTo(descriptors);
        assertThat(Memory.open()).isEqualTo(memories);
    }

    private static void run(StatsdConnector.Builder builder) {
        try (StatsdConnector statsd = builder.build()) {
            statsd.start();
            statsd.incr("a");
        }
    }

    private static long descriptors() {
        return ((UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getOpenFileDescriptorCount();
    }
}
