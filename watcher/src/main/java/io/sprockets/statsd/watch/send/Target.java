package io.sprockets.statsd.watch.send;

import io.sprockets.statsd.StatsdConnector;
import java.time.Duration;

/**
 * Where metrics go, and how long that may take.
 *
 * @param builder of a connector, with the server, the prefix and the like
 * @param timeout for the server to have read them
 * @param answers whether the protocol lets a server say so, as streams do
 */
public record Target(StatsdConnector.Builder builder, Duration timeout, boolean answers) {}
