package io.sprockets.statsd.api;

import static java.nio.file.Files.readString;
import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * The public signatures of what is published are those of the folder {@code baseline}: a change of the API is a change
 * of these files, which a reviewer sees.
 */
class ApiTest {
    private static final Path ROOT = Path.of("..", "..");
    private static final Path BASELINE = Path.of("baseline");
    private static final Path NOW = Path.of("target", "baseline");
    private static final String ACCEPT = "cp verification/api/target/baseline/* verification/api/baseline/";
    private static final Pattern ARTIFACT = Pattern.compile("<artifactId>(.*)</artifactId>");

    /** Each published module with an API, and its folder. */
    static final Map<String, String> FOLDERS = Map.ofEntries(
            Map.entry("sprockets-statsd", "core"),
            Map.entry("sprockets-statsd-testing", "testing"),
            Map.entry("sprockets-statsd-http", "integrations/http"),
            Map.entry("sprockets-statsd-http-tests", "integrations/http-tests"),
            Map.entry("sprockets-statsd-servlet", "integrations/servlet"),
            Map.entry("sprockets-statsd-vertx", "integrations/vertx"),
            Map.entry("sprockets-statsd-micrometer", "integrations/micrometer"),
            Map.entry("sprockets-statsd-spring-boot", "integrations/spring-boot"));

    /** Published, with nothing to compile against. */
    private static final Set<String> WITHOUT_API = Set.of(
            "sprockets-statsd-linux",
            "sprockets-statsd-spring-boot-starter",
            "sprockets-statsd-unixgram",
            "sprockets-statsd-watch");

    static final List<String> ARTIFACTS = List.copyOf(new TreeSet<>(FOLDERS.keySet()));

    @ParameterizedTest
    @FieldSource("ARTIFACTS")
    void signaturesAreThoseOfTheBaseline(String artifact) throws IOException {
        Path sources = ROOT.resolve(requireNonNull(FOLDERS.get(artifact))).resolve("src/main/java");
        String now = new Sources(sources).signatures();
        Files.createDirectories(NOW);
        Files.writeString(NOW.resolve(artifact + ".txt"), now);
        Path baseline = BASELINE.resolve(artifact + ".txt");
        String before = Files.exists(baseline) ? readString(baseline) : "";

        assertThat(difference(before, now))
                .as("the API of %s has changed; if that is meant, accept it: %s%n", artifact, ACCEPT)
                .isEmpty();
    }

    @Test
    void everyModuleOfTheBomHasABaseline() throws IOException {
        String bom = readString(ROOT.resolve("bom/pom.xml"));
        String managed = bom.substring(bom.indexOf("<dependencyManagement>"));
        Set<String> artifacts =
                ARTIFACT.matcher(managed).results().map(found -> found.group(1)).collect(toCollection(TreeSet::new));
        Set<String> known = new TreeSet<>(FOLDERS.keySet());
        known.addAll(WITHOUT_API);

        assertThat(artifacts).isEqualTo(known);
    }

    @Test
    void aChangedSignatureIsToldWithItsType() {
        String before = "public interface a.Counter\n    void incr()\n    void incr(long amount)\n";
        String now = before.replace("long amount", "int amount");

        assertThat(difference(before, now))
                .containsExactly("- a.Counter: void incr(long amount)", "+ a.Counter: void incr(int amount)");
    }

    /** Each line that is gone or new, with the type that it belongs to. */
    private static List<String> difference(String before, String now) {
        Set<String> old = lines(before);
        Set<String> present = lines(now);
        List<String> difference = new ArrayList<>();
        old.stream().filter(line -> !present.contains(line)).forEach(line -> difference.add("- " + line));
        present.stream().filter(line -> !old.contains(line)).forEach(line -> difference.add("+ " + line));
        return difference;
    }

    private static Set<String> lines(String text) {
        Set<String> lines = new LinkedHashSet<>();
        String type = "";
        for (String line : text.lines().toList()) {
            if (line.startsWith(" ")) {
                lines.add(type + ": " + line.strip());
            } else if (!line.isEmpty()) {
                type = line.replaceAll(".*\\b(class|interface|enum|record) ([\\w.]+).*", "$2");
                lines.add(line);
            }
        }
        return lines;
    }
}
