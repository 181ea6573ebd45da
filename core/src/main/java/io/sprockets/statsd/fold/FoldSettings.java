package io.sprockets.statsd.fold;

/**
 * How metrics are merged.
 *
 * @param maxSeries most series and set members at a time
 * @param timerSamples most values kept of one timer
 * @param fractionalCounters whether counters are sent with a fraction
 * @param signIsChange whether a gauge with a sign is changed by that much
 */
public record FoldSettings(int maxSeries, int timerSamples, boolean fractionalCounters, boolean signIsChange) {}
