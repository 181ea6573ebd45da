/** The account of every metric. */
@NullMarked
package io.sprockets.statsd.ledger;

import org.jspecify.annotations.NullMarked;
