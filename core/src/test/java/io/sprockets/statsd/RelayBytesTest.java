package io.sprockets.statsd;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Lines that another client has made, as bytes. */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class RelayBytesTest {
    @Test
    void bytesArriveAsTheyAre_whetherOrNotTheyAreUtf8() throws Exception {
        StringBuilder all = new StringBuilder("all:1|c|#");
        for (char each = 0x80; each <= 0xFF; each++) {
            all.append(each);
        }
        String lines = all + "\n" + "\u00ff\u00fe:1|c\n" + "\u00e2\u0080\u00a8\u00c2\u0085:2|g\n" + "_sc|\u0080|0\n";
        assertThat(relayed(lines)).isEqualTo(lines);
    }

    @Test
    void whatIsNoLineIsCounted() throws Exception {
        assertThat(relayed("a:1|c\nnothing\nb\u0000:1|c\nc\t:1|c\nd\u007f:1|c\n\ne:1|c\n"))
                .isEqualTo("a:1|c\ne:1|c\n");
    }

    @Test
    void aLineThatIsTooLongIsCounted() throws Exception {
        assertThat(relayed("\u00ff".repeat(1 << 20) + ":1|c\na:1|c\n")).isEqualTo("a:1|c\n");
    }

    /** What arrives of lines, a character for each byte. */
    private static String relayed(String lines) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<String> received = CompletableFuture.supplyAsync(() -> received(server));
            StatsdConnector connector = StatsdConnector.builder()
                    .host("127.0.0.1")
                    .port(server.getLocalPort())
                    .build();
            connector.start();
            String[] each = lines.split("\n", -1);
            for (int i = 0; i < each.length - 1; i++) {
                connector.relay(each[i].getBytes(ISO_8859_1));
            }
            connector.close();
            String arrived = received.get();
            ConnectorStats stats = connector.stats();
            assertThat(stats.sent()).isEqualTo(arrived.split("\n", -1).length - 1);
            assertThat(stats.recorded()).isEqualTo(each.length - 1L).isEqualTo(stats.sent() + stats.dropped());
            return arrived;
        }
    }

    private static String received(ServerSocket server) {
        try (Socket socket = server.accept()) {
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        } catch (IOException failed) {
            return failed.toString();
        }
    }
}
