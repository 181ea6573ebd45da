package io.sprockets.statsd.testing.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Which files a server takes for a socket that it may remove. */
class PortsTest {
    @TempDir
    Path folder;

    @Test
    void removeDeadSocket_removesOneOnWhichNobodyListens() throws IOException {
        Path path = folder.resolve("left");
        listen(path).close();

        Ports.removeDeadSocket(path);

        assertThat(path).doesNotExist();
    }

    @Test
    void removeDeadSocket_leavesOneOfAnotherServer() throws IOException {
        Path path = folder.resolve("theirs");
        try (ServerSocketChannel theirs = listen(path)) {
            Ports.removeDeadSocket(path);

            assertThat(theirs.isOpen()).isTrue();
            assertThat(Files.exists(path)).isTrue();
        }
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "it has no named pipes in its file system")
    void removeSocket_leavesAPipe() throws IOException, InterruptedException {
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();

        Ports.removeSocket(pipe);

        assertThat(Files.exists(pipe)).isTrue();
    }

    @Test
    void removeSocket_leavesAFile() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        Ports.removeSocket(file);

        assertThat(file).exists();
    }

    private static ServerSocketChannel listen(Path path) throws IOException {
        return ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(path));
    }
}
