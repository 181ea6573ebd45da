/** The live page: an HTTP server for a browser on this machine, with the figures as JSON and as server-sent events. */
@NullMarked
package io.sprockets.statsd.watch.page;

import org.jspecify.annotations.NullMarked;
