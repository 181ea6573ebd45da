/** The connector beside other clients: the same load, the same server, in turn. */
@org.jspecify.annotations.NullMarked
package io.sprockets.statsd.compare;
