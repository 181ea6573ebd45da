/** What a terminal shows: the table in place, and lines as they come. */
@NullMarked
package io.sprockets.statsd.watch.terminal;

import org.jspecify.annotations.NullMarked;
