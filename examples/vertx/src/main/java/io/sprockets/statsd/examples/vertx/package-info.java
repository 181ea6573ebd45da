/** A Vert.x Web application that reports itself: the one of the README of sprockets-statsd for Python, in Java. */
@org.jspecify.annotations.NullMarked
package io.sprockets.statsd.examples.vertx;
