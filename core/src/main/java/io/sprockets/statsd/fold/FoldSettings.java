package io.sprockets.statsd.fold;

import io.sprockets.statsd.line.Syntax;

/**
 * How metrics are merged.
 *
 * @param syntax of their lines
 * @param maxSeries most series at a time
 * @param bytes for all that is merged
 * @param timerSamples most values kept of one timer
 * @param holdsFractions whether fractions of counters wait until they are whole
 */
public record FoldSettings(Syntax syntax, int maxSeries, long bytes, int timerSamples, boolean holdsFractions) {}
