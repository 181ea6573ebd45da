/** The StatsD server as a JUnit extension; needs JUnit 5.12 or newer. */
@org.jspecify.annotations.NullMarked
package io.sprockets.statsd.testing.junit;
