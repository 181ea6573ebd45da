/** A program that loads a watch as hard as it can be told, and compares what it shows with what was sent. */
@NullMarked
package io.sprockets.statsd.watch.load;

import org.jspecify.annotations.NullMarked;
