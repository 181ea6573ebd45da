/**
 * A StatsD server to look at: a live page, a terminal view, a tail; and a command to send. {@link Main} starts them.
 */
@NullMarked
package io.sprockets.statsd.watch;

import org.jspecify.annotations.NullMarked;
