package io.sprockets.statsd.watch.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** Which files are recorded to. */
class ExtrasTest {
    private static final String RECORDING = "#statsd-record 1\n0 a:1|c\n";

    @TempDir
    Path folder;

    private final PrintStream notices = new PrintStream(new ByteArrayOutputStream(), true, UTF_8);
    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(folder.resolve("file"), RECORDING);
    }

    static boolean hasFullDevice() {
        return new File("/dev/full").exists();
    }

    @Test
    void theFileThatIsReplayedIsNotRecordedTo_byWhateverName() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), file);
        Path hardLink = Files.createLink(folder.resolve("hard-link"), file);
        Path relative = Path.of("").toAbsolutePath().relativize(file);
        Path around = folder.resolve("..").resolve(folder.getFileName()).resolve("file");
        for (Path same : new Path[] {file, link, hardLink, relative, around}) {
            assertThatThrownBy(() -> start(file, same))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("--record " + same);
            assertThatThrownBy(() -> start(same, file)).isInstanceOf(IllegalArgumentException.class);
            assertThat(file).hasContent(RECORDING);
        }
    }

    @Test
    void aRecordingAndAnEmptyFileAreWrittenAnew() throws IOException {
        start(null, file).close();
        assertThat(file).hasContent("#statsd-record 1\n");
        Path empty = Files.createFile(folder.resolve("empty"));
        start(null, empty).close();
        assertThat(empty).hasContent("#statsd-record 1\n");
    }

    @Test
    void aFileThatIsNoRecordingIsKept() throws IOException {
        for (String text : new String[] {"my notes\n", "#statsd-record 1", "#statsd-record 10\n", "\n"}) {
            Path other = Files.writeString(folder.resolve("other"), text);
            assertThatThrownBy(() -> start(null, other))
                    .isInstanceOf(IOException.class)
                    .hasMessage("cannot record to " + other + ": it exists, and is not a recording");
            assertThat(other).hasContent(text);
        }
    }

    @Test
    void aFolderIsRefusedInPlainWords() {
        assertThatThrownBy(() -> start(null, folder))
                .isInstanceOf(IOException.class)
                .hasMessage("cannot record to " + folder + ": Is a directory");
    }

    @Test
    @EnabledIf("hasFullDevice")
    void aFullDiskIsToldAtOnce() {
        assertThatThrownBy(() -> start(null, Path.of("/dev/full")))
                .isInstanceOf(IOException.class)
                .hasMessage("cannot record to /dev/full: No space left on device");
    }

    private Extras start(@Nullable Path replay, Path record) throws IOException {
        WatchOptions options = new WatchOptions();
        options.replay = replay;
        options.record = record;
        return Extras.start(options, notices);
    }
}
