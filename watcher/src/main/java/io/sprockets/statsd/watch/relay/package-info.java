/** Other destinations of lines: to another server, to a file, and from a file back. */
@NullMarked
package io.sprockets.statsd.watch.relay;

import org.jspecify.annotations.NullMarked;
