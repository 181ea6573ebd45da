/** The command line. */
@NullMarked
package io.sprockets.statsd.watch.command;

import org.jspecify.annotations.NullMarked;
