/** One metric from a shell, and an exit code that says whether the server has read it. */
@NullMarked
package io.sprockets.statsd.watch.send;

import org.jspecify.annotations.NullMarked;
