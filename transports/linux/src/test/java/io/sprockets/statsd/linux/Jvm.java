package io.sprockets.statsd.linux;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Another JVM, with the class path of this one. */
final class Jvm {
    static final String ENABLED = "--enable-native-access=ALL-UNNAMED";

    private Jvm() {}

    /** The lines that a class says until it ends. It is started by these words of a shell, if any, with options. */
    static List<String> said(String before, Class<?> main, String... options) throws Exception {
        return said(before, System.getProperty("java.class.path"), main, options);
    }

    /** The same, with another class path. */
    static List<String> said(String before, String classPath, Class<?> main, String... options) throws Exception {
        List<String> command = new ArrayList<>(List.of("sh", "-c", before + " exec \"$0\" \"$@\""));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", classPath, main.getName()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output.lines().toList();
    }
}
