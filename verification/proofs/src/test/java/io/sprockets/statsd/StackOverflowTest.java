package io.sprockets.statsd;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A recording call that overflows the stack, wherever it does, holds up no other. */
class StackOverflowTest {
    private static final String DIVES = "300";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-Xint", // all frames interpreted
                "-XX:TieredStopAtLevel=1", // a compiled caller below interpreted frames, and the reverse
                "-XX:-TieredCompilation", // long interpreted, then compiled in large pieces
                "-XX:+TieredCompilation" // as in production
            })
    void everyCallThatReturnedArrives(String mode) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add(mode);
        command.add("-Xmx1g");
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), DeepCalls.class.getName(), DIVES));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);

        assertThat(process.waitFor()).as(output).isZero();
    }
}
