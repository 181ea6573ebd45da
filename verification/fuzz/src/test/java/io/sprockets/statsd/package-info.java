/** Arbitrary input for the calls. */
@org.jspecify.annotations.NullMarked
package io.sprockets.statsd;
