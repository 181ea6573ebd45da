package io.sprockets.statsd.spring;

import static java.util.Objects.requireNonNullElse;

import io.sprockets.statsd.Statsd;
import io.sprockets.statsd.StatsdConnector;
import io.sprockets.statsd.Tags;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Fallback;
import org.springframework.context.annotation.Primary;
import org.springframework.core.env.Environment;

/**
 * Builds a {@link StatsdConnector} from the properties {@code statsd.*}, unless the application has its own; either is
 * started and stopped with the application.
 */
@AutoConfiguration
@EnableConfigurationProperties(StatsdProperties.class)
public final class StatsdAutoConfiguration {
    StatsdAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean(StatsdConnectionDetails.class)
    PropertiesConnectionDetails statsdConnectionDetails(StatsdProperties properties) {
        return new PropertiesConnectionDetails(properties);
    }

    /** It is what {@link #statsd} shows; a {@link Statsd} is injected from there, or from the application. */
    @Bean
    @Fallback
    @ConditionalOnMissingBean
    StatsdConnector statsdConnector(
            StatsdProperties properties,
            StatsdConnectionDetails server,
            Environment environment,
            ObjectProvider<SslBundles> bundles,
            ObjectProvider<StatsdConnectorBuilderCustomizer> customizers) {
        return new ConnectorFactory(properties, server, environment, bundles.getIfAvailable())
                .connector(customizers.orderedStream().toList());
    }

    /** A separate bean, so that a test can replace it without replacing the connector. */
    @Bean(destroyMethod = "")
    @Primary
    @ConditionalOnMissingBean(value = Statsd.class, ignored = StatsdConnector.class)
    @ConditionalOnSingleCandidate(StatsdConnector.class)
    Statsd statsd(StatsdConnector connector) {
        return requireNonNullElse(connector.tagged(Tags.NONE), connector); // a mock of a connector has no views
    }

    /** Those of a parent are the parent's to stop. */
    @Bean
    StatsdLifecycle statsdLifecycle(ListableBeanFactory beans) {
        return new StatsdLifecycle(
                beans.getBeansOfType(StatsdConnector.class, false, true).values());
    }
}
