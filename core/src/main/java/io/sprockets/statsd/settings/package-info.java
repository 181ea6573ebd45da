/** What was configured, in the words of variables and of a builder, becomes values that are checked. */
@org.jspecify.annotations.NullMarked
package io.sprockets.statsd.settings;
