/** One runnable program per use of the library. */
@org.jspecify.annotations.NullMarked
package io.sprockets.statsd.examples;
