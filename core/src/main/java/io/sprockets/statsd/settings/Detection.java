package io.sprockets.statsd.settings;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;

/**
 * What a process can find out of who sends the metrics; empty for what it cannot.
 *
 * @param containerId as {@link ContainerId} reads it
 * @param externalData of {@code DD_EXTERNAL_ENV}
 * @param cardinality of {@code DD_CARDINALITY}
 */
public record Detection(String containerId, String externalData, String cardinality) {
    private static final Set<String> CARDINALITIES = Set.of("", "none", "low", "orchestrator", "high");
    private static final Set<String> OFF = Set.of("0", "f", "false", "n", "no", "off");

    /**
     * What variables say, and the files below a folder, which is the root but in tests.
     *
     * @throws IllegalArgumentException if {@code DD_CARDINALITY} is none that the agent knows
     */
    public static Detection in(Words words, Path root) {
        String cardinality = word(words, "DD_CARDINALITY");
        checkCardinality(words.name("DD_CARDINALITY"), cardinality);
        if (OFF.contains(word(words, "DD_ORIGIN_DETECTION_ENABLED"))) {
            return new Detection("", "", cardinality);
        }
        String external = words.get("DD_EXTERNAL_ENV");
        return new Detection(ContainerId.read(root), external == null ? "" : external, cardinality);
    }

    /**
     * Refuses a cardinality that the agent does not know.
     *
     * @throws IllegalArgumentException naming the setting, if it does not
     */
    public static void checkCardinality(String setting, String cardinality) {
        Checks.that(CARDINALITIES.contains(cardinality), setting, cardinality, "none, low, orchestrator or high");
    }

    private static String word(Words words, String variable) {
        String word = words.get(variable);
        return word == null ? "" : word.toLowerCase(Locale.ROOT);
    }
}
