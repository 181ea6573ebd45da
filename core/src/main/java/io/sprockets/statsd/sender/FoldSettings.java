package io.sprockets.statsd.sender;

/**
 * How metrics are merged.
 *
 * @param maxSeries most series and set members at a time
 * @param timerSamples most values kept of one timer
 * @param fractionalCounters whether counters are sent with a fraction
 */
public record FoldSettings(int maxSeries, int timerSamples, boolean fractionalCounters) {}
