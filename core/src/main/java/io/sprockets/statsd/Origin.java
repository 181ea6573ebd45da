package io.sprockets.statsd;

import static java.util.Objects.requireNonNull;

import io.sprockets.statsd.settings.Detection;
import io.sprockets.statsd.settings.Words;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The container that sends the metrics. The Datadog agent adds tags of that container or pod. {@link Dialect#DOGSTATSD}
 * sends the origin with every line, the other dialects never. Immutable.
 *
 * <pre>{@code
 * builder.dialect(Dialect.DOGSTATSD).origin(Origin.detected());
 * }</pre>
 */
public final class Origin {
    /** No origin is sent. */
    public static final Origin NONE = new Origin("", "", "");

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
     * {@code DD_ORIGIN_DETECTION_ENABLED} is {@code false}, {@code no}, {@code off} or {@code 0}, only the last of them
     * is read. What cannot be found is left out.
     *
     * @throws IllegalArgumentException if {@code DD_CARDINALITY} is none that the agent knows
     */
    public static Origin detected() {
        Detection found = Detection.in(Words.of(System.getenv()), Path.of("/"));
        return new Origin(found.containerId(), found.externalData(), found.cardinality());
    }

    /** Default none. The container this process runs in: its id, {@code ci-<id>}, or {@code in-<inode>}. */
    public Origin containerId(String id) {
        return new Origin(requireNonNull(id, "containerId"), externalData, cardinality);
    }

    /** Default none. What an admission controller wrote about this process. */
    public Origin externalData(String data) {
        return new Origin(containerId, requireNonNull(data, "externalData"), cardinality);
    }

    /**
     * Default: the agent's own setting. How many tags the agent adds: {@code none}, {@code low}, {@code orchestrator}
     * or {@code high}.
     *
     * @throws IllegalArgumentException if it is none of these
     */
    public Origin cardinality(String cardinality) {
        Detection.checkCardinality("cardinality", requireNonNull(cardinality, "cardinality"));
        return new Origin(containerId, externalData, cardinality);
    }

    /** The container; empty for none. */
    public String containerId() {
        return containerId;
    }

    /** What was written about this process; empty for none. */
    public String externalData() {
        return externalData;
    }

    /** How many tags the agent adds; empty for the agent's default. */
    public String cardinality() {
        return cardinality;
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
