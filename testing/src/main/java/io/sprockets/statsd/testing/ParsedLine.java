package io.sprockets.statsd.testing;

import java.util.List;

/** What one line turned out to be. */
sealed interface ParsedLine {

    /** One or more metrics. */
    record Metrics(List<ReceivedMetric> metrics) implements ParsedLine {}

    /** A DogStatsD event. */
    record Event(ReceivedEvent event) implements ParsedLine {}

    /** A DogStatsD service check. */
    record Check(ReceivedCheck check) implements ParsedLine {}

    /** None of these. */
    record Bad(String reason) implements ParsedLine {}
}
