package io.sprockets.statsd.spring;

import io.sprockets.statsd.StatsdConnector;

/**
 * A bean that sets what properties cannot, such as a listener. It is applied after the properties; several are called
 * in order.
 *
 * <pre>{@code
 * @Bean
 * StatsdConnectorBuilderCustomizer listening(ConnectorListener listener) {
 *     return builder -> builder.listener(listener);
 * }
 * }</pre>
 */
@FunctionalInterface
public interface StatsdConnectorBuilderCustomizer {
    /** Sets the builder of the connector, which may be disabled. */
    void customize(StatsdConnector.Builder builder);
}
