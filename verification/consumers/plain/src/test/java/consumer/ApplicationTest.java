package consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sprockets.statsd.StatsdConnector;
import io.sprockets.statsd.testing.StatsdServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the jars do and have in them, as they were published. */
class ApplicationTest {
    @Test
    void whatIsRecordedArrives() throws Exception {
        try (StatsdServer server = StatsdServer.start()) {
            try (StatsdConnector statsd = Application.start(server.host(), server.port())) {
                Application.record(statsd);
            }
            assertEquals(6, server.take(6, Duration.ofMinutes(1)).size());
            assertEquals(1.0, server.counters().get("applications.my-service.counters.requests"));
            assertTrue(server.badLines().isEmpty());
        }
    }

    @Test
    void theJarSaysItsVersionAndItsLicence() throws Exception {
        assertEquals("0.1.0", StatsdConnector.class.getPackage().getImplementationVersion());
        Path jar = Path.of(StatsdConnector.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        try (FileSystem files = FileSystems.newFileSystem(jar)) {
            assertTrue(Files.exists(files.getPath("META-INF/LICENSE")));
        }
    }

    @Test
    void milliSecondsInALongAreWarnedOf(@TempDir Path folder) throws IOException {
        String messages = compile(folder, "statsd.timing(\"t\", System.currentTimeMillis() - start);");

        assertTrue(messages.contains("[deprecation] timing(String,long)"), messages);
    }

    @Test
    void secondsInADoubleAreNotWarnedOf(@TempDir Path folder) throws IOException {
        assertEquals("", compile(folder, "statsd.timing(\"t\", 0.001 * start);"));
    }

    private static String compile(Path folder, String statement) throws IOException {
        Path source = folder.resolve("Call.java");
        Files.writeString(
                source, "class Call { void call(io.sprockets.statsd.Statsd statsd, long start) {" + statement + "} }");
        ByteArrayOutputStream messages = new ByteArrayOutputStream();
        String[] options = {
            "-proc:none", "-Xlint:all,-path,-classfile", "-d", folder.toString(), source.toString()
        };
        ToolProvider.getSystemJavaCompiler().run(null, messages, messages, options);
        return messages.toString(StandardCharsets.UTF_8);
    }
}
