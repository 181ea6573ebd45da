package io.sprockets.statsd.watch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The runnable jar has the licence of each library that is in it. */
class LicencesTest {
    private static final Pattern DEPENDENCY = Pattern.compile("<dependency>(.*?)</dependency>", Pattern.DOTALL);
    private static final Pattern ARTIFACT = Pattern.compile("<artifactId>(.*?)</artifactId>");

    @Test
    void eachLibraryIsNamed() throws Exception {
        String told = resource("/META-INF/licenses/README.txt");
        assertThat(libraries())
                .contains("picocli", "slf4j-simple")
                .allSatisfy(each -> assertThat(told).contains("  " + each + " "));
        assertThat(told).contains("slf4j-api", "uPlot");
    }

    @Test
    void theTextsAreThere() throws Exception {
        assertThat(resource("/META-INF/licenses/slf4j.txt")).contains("Permission is hereby granted");
        assertThat(resource("/io/sprockets/statsd/watch/page/uplot/LICENSE")).contains("Permission is hereby granted");
    }

    /** Those of others that are not only for tests or for the compiler. */
    private static List<String> libraries() throws Exception {
        List<String> libraries = new ArrayList<>();
        Matcher dependency = DEPENDENCY.matcher(Files.readString(Path.of("pom.xml")));
        while (dependency.find()) {
            String text = dependency.group(1);
            Matcher artifact = ARTIFACT.matcher(text);
            boolean inJar = !text.contains("<scope>test") && !text.contains("<scope>provided");
            if (inJar && !text.contains("<groupId>io.sprockets<") && artifact.find()) {
                libraries.add(artifact.group(1));
            }
        }
        return libraries;
    }

    private static String resource(String name) throws Exception {
        try (InputStream in = LicencesTest.class.getResourceAsStream(name)) {
            return new String(requireNonNull(in).readAllBytes(), UTF_8);
        }
    }
}
