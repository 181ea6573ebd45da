/**
 * What came, in numbers: every series with its last ten minutes, the newest lines, wrong lines, and who sent them. All
 * of it belongs to one thread, the server's; what leaves the room is immutable.
 */
@NullMarked
package io.sprockets.statsd.watch.store;

import org.jspecify.annotations.NullMarked;
