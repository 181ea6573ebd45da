package io.sprockets.statsd.watch.relay;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sprockets.statsd.testing.StatsdServer;
import io.sprockets.statsd.watch.store.LineType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingTest {
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final PrintStream notices = new PrintStream(said, true, StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    @Test
    void recordedLinesArePlayedAgainAsTheyWere() throws Exception {
        Path file = folder.resolve("record");
        Recorder recorder = Recorder.start(file, notices);
        for (String line : new String[] {"a:1|c", "12 b:2|c\r", "gr\u00f6\u00dfe:3|g"}) {
            byte[] bytes = line.getBytes(UTF_8);
            recorder.line(LineType.COUNTER, bytes, 0, bytes.length);
            recorder.pause();
        }
        recorder.close();

        ByteArrayOutputStream played = new ByteArrayOutputStream();
        assertThat(new Recording(file, 0).play(played::writeBytes)).isEqualTo(3);
        assertThat(played.toString(UTF_8)).isEqualTo("a:1|c\n12 b:2|c\r\ngr\u00f6\u00dfe:3|g\n");
        assertThat(said.toString(UTF_8)).contains("recorded 3 lines");
    }

    @Test
    void anyFileOfLinesIsPlayed() throws Exception {
        Path file = Files.writeString(folder.resolve("lines"), "a:1|c\nb:2|c");
        ByteArrayOutputStream played = new ByteArrayOutputStream();
        assertThat(new Recording(file, 1).play(played::writeBytes)).isEqualTo(2);
        assertThat(played.toString(UTF_8)).isEqualTo("a:1|c\nb:2|c\n");
    }

    @Test
    void timesAtTheEdgesAreNeitherWaitedForNorBelieved() throws Exception {
        for (String time : new String[] {"-5", "9223372036854775807", "-9223372036854775808", "", "x", "1.5"}) {
            Path file = Files.writeString(folder.resolve("times"), "#statsd-record 1\n0 a:1|c\n" + time + " b:1|c\n");
            ByteArrayOutputStream played = new ByteArrayOutputStream();
            assertThatThrownBy(() -> new Recording(file, 1).play(played::writeBytes))
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith("a line has no time: " + time);
            assertThat(played.toString(UTF_8)).isEqualTo("a:1|c\n");
        }
    }

    @Test
    void whatComesBeforeALineThatIsCutOffIsPlayed() throws Exception {
        Path file = Files.writeString(folder.resolve("cut"), "#statsd-record 1\n0 a:1|c\n0 b:1|c\n0");
        ByteArrayOutputStream played = new ByteArrayOutputStream();
        assertThatThrownBy(() -> new Recording(file, 0).play(played::writeBytes))
                .isInstanceOf(IOException.class);
        assertThat(played.toString(UTF_8)).isEqualTo("a:1|c\nb:1|c\n");
    }

    @Test
    void aFileWithoutLinesIsPlayedInBoundedMemory() throws Exception {
        Path file = Files.write(folder.resolve("zeros"), new byte[3 << 20]);
        ByteArrayOutputStream played = new ByteArrayOutputStream();
        assertThat(new Recording(file, 1).play(played::writeBytes)).isEqualTo(1);
        assertThat(played.size()).isLessThan(1 << 18);
    }

    @Test
    void bytesThatAreNotUtf8AreForwardedAsTheyAre() throws Exception {
        String lines = "\u00ff\u00fe.a:1|c\n\u00e2\u0080\u00a8\u00c2\u0085:2|g\nb:1|c|#k:\u0080\n";
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Forwarder forwarder = Forwarder.start("127.0.0.1", server.getLocalPort(), notices);
            try (Socket socket = server.accept()) {
                for (String line : lines.lines().toList()) {
                    byte[] bytes = line.getBytes(ISO_8859_1);
                    forwarder.line(LineType.COUNTER, bytes, 0, bytes.length);
                }
                assertThat(new String(socket.getInputStream().readNBytes(lines.length()), ISO_8859_1))
                        .isEqualTo(lines);
            }
            forwarder.close();
        }
    }

    @Test
    void forwardedLinesArriveAsTheyAre() {
        try (StatsdServer server = StatsdServer.start()) {
            Forwarder forwarder = Forwarder.start(server.host(), server.port(), notices);
            for (String line : new String[] {"a b:1:2|c|@0.5|#k:v", "nonsense", "n,x=y:+3|g"}) {
                byte[] bytes = line.getBytes(UTF_8);
                forwarder.line(LineType.COUNTER, bytes, 0, bytes.length);
            }
            forwarder.close();

            assertThat(server.lines()).containsExactly("a b:1:2|c|@0.5|#k:v", "n,x=y:+3|g");
            assertThat(said.toString(UTF_8)).contains("forwarded 2 lines, not forwarded {INVALID=1}");
        }
    }
}
