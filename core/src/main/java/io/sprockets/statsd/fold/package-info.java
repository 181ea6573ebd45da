/** Metrics merged by series while they wait, exactly, in bounded memory. */
@NullMarked
package io.sprockets.statsd.fold;

import org.jspecify.annotations.NullMarked;
