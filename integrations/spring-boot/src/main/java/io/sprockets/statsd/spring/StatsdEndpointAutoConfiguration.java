package io.sprockets.statsd.spring;

import io.sprockets.statsd.StatsdConnector;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Serves {@code /actuator/statsd}, if an application exposes it; else the connector does not even keep what it would
 * show. It is the same for Spring Boot 3 and 4.
 */
@AutoConfiguration(after = StatsdAutoConfiguration.class)
@ConditionalOnClass({Endpoint.class, ConditionalOnAvailableEndpoint.class})
@ConditionalOnAvailableEndpoint(endpoint = StatsdEndpoint.class)
public final class StatsdEndpointAutoConfiguration {
    StatsdEndpointAutoConfiguration() {}

    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    StatsdConnectorBuilderCustomizer statsdEndpointValues() {
        return builder -> builder.lastValues(true);
    }

    @Bean
    @ConditionalOnMissingBean
    StatsdEndpoint statsdEndpoint(
            StatsdConnector connector, StatsdProperties properties, StatsdConnectionDetails server) {
        return new StatsdEndpoint(connector, new ShownSettings(connector, properties, server));
    }
}
