package io.sprockets.statsd.api;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * Classes that use each other in a circle can only be read, tested and changed together. So there is no such circle in
 * what is published, except sealed types with what they permit, and the few that are listed here.
 */
class CyclesTest {
    private static final Path ROOT = Path.of("..", "..");

    static final List<String> FOLDERS = Stream.concat(
                    ApiTest.FOLDERS.values().stream(), Stream.of("transports/linux", "transports/unixgram", "watcher"))
            .sorted()
            .toList();

    /** Circles that stay, each with its reason. */
    private static final Map<Set<String>, String> STAY = Map.of(
            Set.of("io.sprockets.statsd.Statsd", "io.sprockets.statsd.call.View"),
            "an interface, and what its method noop() returns");

    @ParameterizedTest
    @FieldSource("FOLDERS")
    void noClassesUseEachOther(String folder) throws IOException {
        Path module = ROOT.resolve(folder);
        assumeTrue(Files.isDirectory(module.resolve("target/classes/io")), "it was not compiled");
        assumeTrue(!folder.equals("transports/linux") || Runtime.version().feature() >= 22, "jdeps is too old for it");
        ClassGraph graph = new ClassGraph(module.resolve("target/classes/io"));
        Sources sources = new Sources(module.resolve("src/main/java"));

        assertThat(graph.size()).as("classes that use others").isGreaterThan(1);
        assertThat(graph.cycles().stream()
                        .filter(cycle -> !STAY.containsKey(cycle) && !isFamily(cycle, sources))
                        .collect(toSet()))
                .isEmpty();
    }

    /** Whether it is a sealed type with types that it permits, or that these permit. */
    private static boolean isFamily(Set<String> cycle, Sources sources) {
        return cycle.stream().anyMatch(head -> {
            Set<String> family = new TreeSet<>(Set.of(head));
            addPermitted(head, sources.permitted(), family);
            return family.containsAll(cycle);
        });
    }

    private static void addPermitted(String type, Map<String, Set<String>> permitted, Set<String> family) {
        for (String heir : permitted.getOrDefault(type, Set.of())) {
            family.add(heir);
            addPermitted(heir, permitted, family);
        }
    }

    @Test
    void aCircleIsFound(@TempDir Path folder) throws IOException {
        Path sources = Files.createDirectories(folder.resolve("src/a"));
        Files.writeString(sources.resolve("First.java"), "package a; class First { Second second; Free free; }");
        Files.writeString(
                sources.resolve("Second.java"), "package a; class Second { static class Part { Third it; } }");
        Files.writeString(sources.resolve("Third.java"), "package a; class Third { void use() { new First(); } }");
        Files.writeString(sources.resolve("Free.java"), "package a; class Free {}");
        Files.writeString(sources.resolve("Head.java"), "package a; sealed interface Head permits Left, Right {}");
        Files.writeString(sources.resolve("Left.java"), "package a; record Left() implements Head {}");
        Files.writeString(sources.resolve("Right.java"), "package a; record Right() implements Head {}");
        Path classes = folder.resolve("classes");
        compile(sources, classes);

        Set<String> circle = Set.of("a.First", "a.Second", "a.Third");
        Set<String> family = Set.of("a.Head", "a.Left", "a.Right");
        assertThat(new ClassGraph(classes.resolve("a")).cycles()).containsExactlyInAnyOrder(circle, family);
        assertThat(isFamily(family, new Sources(sources))).isTrue();
        assertThat(isFamily(circle, new Sources(sources))).isFalse();
    }

    private static void compile(Path sources, Path classes) throws IOException {
        try (Stream<Path> files = Files.list(sources)) {
            String[] arguments = Stream.concat(
                            Stream.of("-proc:none", "-d", classes.toString()), files.map(Path::toString))
                    .toArray(String[]::new);
            assertThat(javax.tools.ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments))
                    .isZero();
        }
    }
}
