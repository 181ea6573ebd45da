package io.sprockets.statsd.spring;

import io.sprockets.statsd.StatsdConnector;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.ConfigurationPropertiesBinding;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * A {@link StatsdConnector} made of the properties {@code statsd.*}, unless the application has one of its own; either is
 * started and stopped with the application.
 */
@AutoConfiguration
@EnableConfigurationProperties(StatsdProperties.class)
public final class StatsdAutoConfiguration {
    StatsdAutoConfiguration() {}

    @Bean
    @ConfigurationPropertiesBinding
    static ProtocolWords statsdProtocolWords() {
        return new ProtocolWords();
    }

    @Bean
    @ConditionalOnMissingBean(StatsdConnectionDetails.class)
    PropertiesConnectionDetails statsdConnectionDetails(StatsdProperties properties) {
        return new PropertiesConnectionDetails(properties);
    }

    @Bean
    @ConditionalOnMissingBean
    StatsdConnector statsdConnector(
            StatsdProperties properties,
            StatsdConnectionDetails server,
            Environment environment,
            ObjectProvider<StatsdConnectorBuilderCustomizer> customizers) {
        return new ConnectorFactory(properties, server, environment)
                .connector(customizers.orderedStream().toList());
    }

    @Bean
    StatsdLifecycle statsdLifecycle(ObjectProvider<StatsdConnector> connectors) {
        return new StatsdLifecycle(connectors.stream().toList());
    }
}
