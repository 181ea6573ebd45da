/** What is known of a metric by its name and tags: made once, and found without allocation. */
@org.jspecify.annotations.NullMarked
package io.sprockets.statsd.series;
