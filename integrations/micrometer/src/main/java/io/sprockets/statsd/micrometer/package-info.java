/** A Micrometer registry that records on a connector. */
@NullMarked
package io.sprockets.statsd.micrometer;

import org.jspecify.annotations.NullMarked;
