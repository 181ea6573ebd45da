/** Writing JSON, for the page and for pipes. */
@NullMarked
package io.sprockets.statsd.watch.json;

import org.jspecify.annotations.NullMarked;
