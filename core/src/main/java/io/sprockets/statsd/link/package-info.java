/** Connections to the server, each a state with a deadline, and the lines that wait for them. */
@NullMarked
package io.sprockets.statsd.link;

import org.jspecify.annotations.NullMarked;
