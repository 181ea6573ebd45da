package io.sprockets.statsd.spring;

import io.sprockets.statsd.StatsdConnector;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

/**
 * Shows the connector's ledger in the health of Spring Boot 4. It is always up: lost metrics are no reason to lose
 * a service.
 */
@AutoConfiguration(after = StatsdAutoConfiguration.class)
@ConditionalOnClass({HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class})
@ConditionalOnEnabledHealthIndicator("statsd")
public final class StatsdHealthAutoConfiguration {
    StatsdHealthAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean(name = "statsdHealthIndicator")
    HealthIndicator statsdHealthIndicator(StatsdConnector connector) {
        return () -> Health.up().withDetails(HealthDetails.of(connector)).build();
    }
}
