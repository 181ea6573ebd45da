package io.sprockets.statsd.spring;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.sprockets.statsd.StatsdConnector;
import io.sprockets.statsd.micrometer.StatsdConnectorMeterRegistry;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/** Sends what Micrometer's meters record by the application's connector, where Spring Boot has set up Micrometer. */
@AutoConfiguration(
        after = StatsdAutoConfiguration.class,
        afterName = {
            "org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration",
            "org.springframework.boot.actuate.autoconfigure.metrics.MetricsAutoConfiguration"
        },
        beforeName = {
            "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration",
            "org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration",
            "org.springframework.boot.actuate.autoconfigure.metrics.CompositeMeterRegistryAutoConfiguration",
            "org.springframework.boot.actuate.autoconfigure.metrics.export.simple.SimpleMetricsExportAutoConfiguration"
        })
@ConditionalOnClass({MeterRegistry.class, StatsdConnectorMeterRegistry.class})
@ConditionalOnBean(Clock.class)
@Conditional(OnMicrometer.class)
@EnableConfigurationProperties(StatsdMicrometerProperties.class)
public final class StatsdMicrometerAutoConfiguration {
    private static final Logger LOGGER = LoggerFactory.getLogger(StatsdMicrometerAutoConfiguration.class);

    /** Short, since the connector stops right after, with its own timeout. */
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(1);

    StatsdMicrometerAutoConfiguration() {}

    @Bean(destroyMethod = "")
    @ConditionalOnMissingBean(StatsdConnectorMeterRegistry.class)
    LastingMeterRegistry statsdConnectorMeterRegistry(
            StatsdConnector statsd,
            StatsdMicrometerProperties properties,
            Clock clock,
            Environment environment,
            ListableBeanFactory beans) {
        LastingMeterRegistry registry = new LastingMeterRegistry(StatsdConnectorMeterRegistry.builder(statsd)
                .clock(clock)
                .step(properties.step())
                .window(properties.window())
                .closeTimeout(CLOSE_TIMEOUT)
                .publishUnchanged(properties.publishUnchanged())
                .prefix(prefix(statsd, properties, environment)));
        decideOnRequests(registry, environment, beans);
        return registry;
    }

    /** The connector's; but one that is made of the application's name is not for names that its dashboards know. */
    private static String prefix(
            StatsdConnector statsd, StatsdMicrometerProperties properties, Environment environment) {
        if (properties.prefix() != null) {
            return properties.prefix();
        }
        String prefix = statsd.prefix();
        boolean set = StringUtils.hasText(environment.getProperty("statsd.prefix"));
        return set || !Prefix.isMadeOfName(prefix, environment) ? prefix : "";
    }

    private static void decideOnRequests(MeterRegistry registry, Environment environment, ListableBeanFactory beans) {
        if (!HttpRequests.isMicrometerWanted(environment)) {
            registry.config().meterFilter(MeterFilter.denyNameStartsWith(HttpRequests.nameOfSent(environment)));
        }
        if (!HttpRequests.areObserved(environment, beans)) {
            return;
        }
        String name = HttpRequests.name(environment);
        boolean byMicrometer = HttpRequests.areLeftToMicrometer(environment, beans);
        if (!byMicrometer) {
            registry.config().meterFilter(MeterFilter.denyNameStartsWith(name));
        }
        LOGGER.info(
                "Requests are recorded by {}; {}={} changes that",
                byMicrometer ? "Micrometer, as " + name : "sprockets-statsd, not by Micrometer",
                HttpRequests.PROPERTY,
                byMicrometer ? "statsd" : "micrometer");
    }
}
