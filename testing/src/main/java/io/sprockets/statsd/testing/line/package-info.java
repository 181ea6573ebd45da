/** What one line is: the two parsers, and the fast way past them for lines of a known shape. No threads, no I/O. */
@org.jspecify.annotations.NullMarked
package io.sprockets.statsd.testing.line;
