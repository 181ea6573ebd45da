/** The StatsD server as an extension of JUnit 5.12 and newer, which is then needed besides the JDK. */
@org.jspecify.annotations.NullMarked
package io.sprockets.statsd.testing.junit;
