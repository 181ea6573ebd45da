package io.sprockets.statsd.settings;

import io.sprockets.statsd.Origin;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;

/** Finds out who sends the metrics. */
public final class Detection {
    private static final Set<String> CARDINALITIES = Set.of("", "none", "low", "orchestrator", "high");
    private static final Set<String> OFF = Set.of("0", "f", "false", "n", "no", "off");

    private Detection() {}

    /**
     * What variables say, and the files below a folder, which is the root but in tests.
     *
     * @throws IllegalArgumentException if {@code DD_CARDINALITY} is none that the agent knows
     */
    public static Origin origin(Words words, Path root) {
        String cardinality = word(words, "DD_CARDINALITY");
        checkCardinality(words.name("DD_CARDINALITY"), cardinality);
        Origin origin = Origin.NONE.cardinality(cardinality);
        if (OFF.contains(word(words, "DD_ORIGIN_DETECTION_ENABLED"))) {
            return origin;
        }
        String external = words.get("DD_EXTERNAL_ENV");
        return origin.containerId(ContainerId.read(root)).externalData(external == null ? "" : external);
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
