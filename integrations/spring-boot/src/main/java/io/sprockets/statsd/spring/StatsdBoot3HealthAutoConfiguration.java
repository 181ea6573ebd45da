package io.sprockets.statsd.spring;

import io.sprockets.statsd.StatsdConnector;
import org.springframework.boot.actuate.autoconfigure.health.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * Shows the connector's ledger in the health of Spring Boot 3. It is always up: lost metrics are no reason to lose
 * a service.
 */
@AutoConfiguration(after = StatsdAutoConfiguration.class)
@ConditionalOnClass({HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class})
@ConditionalOnEnabledHealthIndicator("statsd")
public final class StatsdBoot3HealthAutoConfiguration {
    StatsdBoot3HealthAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean(name = "statsdHealthIndicator")
    HealthIndicator statsdHealthIndicator(StatsdConnector connector) {
        return () -> Health.up().withDetails(HealthDetails.of(connector)).build();
    }
}
