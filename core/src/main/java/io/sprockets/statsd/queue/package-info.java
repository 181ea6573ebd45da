/** Bytes cross from many caller threads to one sender thread; no syntax, no I/O. */
@org.jspecify.annotations.NullMarked
package io.sprockets.statsd.queue;
