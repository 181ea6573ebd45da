/** Bytes cross from many caller threads to one sender thread; no syntax, no I/O. */
package io.sprockets.statsd.queue;
