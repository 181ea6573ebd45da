package io.sprockets.statsd.watch.relay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sprockets.statsd.testing.StatsdServer;
import io.sprockets.statsd.watch.store.LineType;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
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
    void aFileWithoutLinesIsPlayedInBoundedMemory() throws Exception {
        Path file = Files.write(folder.resolve("zeros"), new byte[3 << 20]);
        ByteArrayOutputStream played = new ByteArrayOutputStream();
        assertThat(new Recording(file, 1).play(played::writeBytes)).isEqualTo(1);
        assertThat(played.size()).isLessThan(1 << 18);
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
