package io.sprockets.statsd.testing.line;

import io.sprockets.statsd.testing.ReceivedCheck;
import io.sprockets.statsd.testing.ReceivedEvent;
import io.sprockets.statsd.testing.ReceivedMetric;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one line turned out to be. */
public sealed interface ParsedLine {

    /**
     * One or more metrics.
     *
     * @param refused why other parts of the line were not taken, or null if there are none
     */
    record Metrics(List<ReceivedMetric> metrics, @Nullable String refused) implements ParsedLine {}

    /** A DogStatsD event. */
    record Event(ReceivedEvent event) implements ParsedLine {}

    /** A DogStatsD service check. */
    record Check(ReceivedCheck check) implements ParsedLine {}

    /** None of these. */
    record Bad(String reason) implements ParsedLine {}
}
