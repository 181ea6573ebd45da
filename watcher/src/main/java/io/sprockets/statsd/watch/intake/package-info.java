/** From the server's reads to the store and to other consumers. On the server's thread. */
@NullMarked
package io.sprockets.statsd.watch.intake;

import org.jspecify.annotations.NullMarked;
