/** One metric becomes one line of bytes; no threads, no I/O. */
@org.jspecify.annotations.NullMarked
package io.sprockets.statsd.line;
