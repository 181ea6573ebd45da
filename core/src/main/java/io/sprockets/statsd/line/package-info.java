/** One metric becomes one line of bytes; no threads, no I/O. */
package io.sprockets.statsd.line;
