package io.sprockets.statsd.spring;

import io.sprockets.statsd.StatsdConnector;

/**
 * A bean that sets what properties cannot, such as a listener; it comes after them. Several are called in their order.
 */
@FunctionalInterface
public interface StatsdConnectorBuilderCustomizer {
    /** Sets the builder of the connector, which may be disabled. */
    void customize(StatsdConnector.Builder builder);
}
