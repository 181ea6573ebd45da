package consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jetbrains.kotlin.cli.common.ExitCode;
import org.jetbrains.kotlin.cli.jvm.K2JVMCompiler;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Kotlin knows what may be null, though the annotations' jar is not on the class path. */
class NullsTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "statsd.incr(null)",
                "io.sprockets.statsd.StatsdConnector.builder().host(null)",
                "io.sprockets.statsd.Tags.of(\"a\", null)"
            })
    void nullIsRefused(String call) throws IOException {
        String messages = compile(ExitCode.COMPILATION_ERROR, call);

        assertTrue(messages.contains("null cannot be a value of a non-null type"), messages);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "val found: String? = statsd.time(\"search\") { null as String? }",
                "val found: String = statsd.time(\"search\") { \"found\" }",
                "val counted: Int = statsd.time(\"count\") { 1 }"
            })
    void theResultOfATimedBodyIsOfItsType(String call) throws IOException {
        compile(ExitCode.OK, call);
    }

    private String compile(ExitCode expected, String call) throws IOException {
        Path source = folder.resolve("Call.kt");
        Files.writeString(source, "fun call(statsd: io.sprockets.statsd.Statsd) { " + call + " }");
        ByteArrayOutputStream messages = new ByteArrayOutputStream();
        ExitCode code = new K2JVMCompiler()
                .exec(
                        new PrintStream(messages, true, StandardCharsets.UTF_8),
                        "-no-stdlib",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-d",
                        folder.toString(),
                        source.toString());
        String text = messages.toString(StandardCharsets.UTF_8);
        assertEquals(expected, code, text);
        return text;
    }
}
