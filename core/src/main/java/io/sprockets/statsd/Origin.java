package io.sprockets.statsd;

import static java.util.Objects.requireNonNull;

import io.sprockets.statsd.line.Fields;
import io.sprockets.statsd.settings.Checks;
import io.sprockets.statsd.settings.ContainerId;
import io.sprockets.statsd.settings.Words;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who sends the metrics, for the Datadog agent, which adds tags of that container or pod: {@link Dialect#DOGSTATSD} says it
 * with every line, the other dialects never. Immutable.
 */
public final class Origin {
    /** Nothing is said. */
    public static final Origin NONE = new Origin("", "", "");

    private static final Set<String> CARDINALITIES = Set.of("", "none", "low", "orchestrator", "high");
    private static final Set<String> OFF = Set.of("0", "f", "false", "n", "no", "off");

    private final String containerId;
    private final String externalData;
    private final String cardinality;

    private Origin(String containerId, String externalData, String cardinality) {
        this.containerId = containerId;
        this.externalData = externalData;
        this.cardinality = cardinality;
    }

    /**
     * What this process can find out: the id of its container, or the inode of its control group, from the files in
     * {@code /proc} and {@code /sys/fs/cgroup} (versions 1 and 2); {@code DD_EXTERNAL_ENV}; {@code DD_CARDINALITY}. If
     * {@code DD_ORIGIN_DETECTION_ENABLED} is {@code false}, {@code no}, {@code off} or {@code 0}, only the last of them is
     * read. What cannot be found is not said.
     *
     * @throws IllegalArgumentException if {@code DD_CARDINALITY} is none that the agent knows
     */
    public static Origin detected() {
        return detected(Words.of(System.getenv()), Path.of("/"));
    }

    static Origin detected(Words words, Path root) {
        String cardinality = word(words, "DD_CARDINALITY");
        checkCardinality(words.name("DD_CARDINALITY"), cardinality);
        Origin origin = NONE.cardinality(cardinality);
        if (OFF.contains(word(words, "DD_ORIGIN_DETECTION_ENABLED"))) {
            return origin;
        }
        String external = words.get("DD_EXTERNAL_ENV");
        return origin.containerId(ContainerId.read(root)).externalData(external == null ? "" : external);
    }

    private static String word(Words words, String variable) {
        String word = words.get(variable);
        return word == null ? "" : word.toLowerCase(Locale.ROOT);
    }

    private static void checkCardinality(String setting, String cardinality) {
        Checks.that(CARDINALITIES.contains(cardinality), setting, cardinality, "none, low, orchestrator or high");
    }

    /** Default none: the container this runs in, as its id, {@code ci-<id>}, or {@code in-<inode>}. */
    public Origin containerId(String id) {
        return new Origin(requireNonNull(id, "containerId"), externalData, cardinality);
    }

    /** Default none: what an admission controller wrote about this process. */
    public Origin externalData(String data) {
        return new Origin(containerId, requireNonNull(data, "externalData"), cardinality);
    }

    /**
     * Default is the agent's own: how many tags the agent adds, {@code none}, {@code low}, {@code orchestrator} or
     * {@code high}.
     *
     * @throws IllegalArgumentException if it is none of these
     */
    public Origin cardinality(String cardinality) {
        checkCardinality("cardinality", requireNonNull(cardinality, "cardinality"));
        return new Origin(containerId, externalData, cardinality);
    }

    /** The fields at the end of each line. */
    String fields() {
        return field("|c:", containerId) + field("|e:", externalData) + field("|card:", cardinality);
    }

    private static String field(String code, String value) {
        return value.isEmpty() ? "" : code + Fields.cleaned(value);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Origin that && toString().equals(that.toString());
    }

    @Override
    public int hashCode() {
        return toString().hashCode();
    }

    @Override
    public String toString() {
        return "containerId " + containerId + ", externalData " + externalData + ", cardinality " + cardinality;
    }
}
