package io.sprockets.statsd.spring;

import io.sprockets.statsd.StatsdConnector;
import io.sprockets.statsd.http.HttpMetrics;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The part of request metrics that MVC and WebFlux have in common. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RequestProperties.class)
class RequestMetrics {
    @Bean
    @ConditionalOnMissingBean
    HttpMetrics statsdHttpMetrics(StatsdConnector statsd, RequestProperties properties) {
        try {
            return HttpMetrics.builder(statsd)
                    .tags(properties.tags())
                    .maxHandlers(properties.maxHandlers())
                    .build();
        } catch (IllegalArgumentException wrong) {
            throw new StatsdConfigurationException(
                    "Requests cannot be recorded: " + wrong.getMessage() + ".",
                    "Correct that setting among the properties statsd.http.*",
                    wrong);
        }
    }

    @Bean
    RequestNames statsdRequestNames(
            RequestProperties properties, ConfigurableListableBeanFactory beans, ObjectProvider<RouteNames> framework) {
        return new RequestNames(
                properties.naming(), new HandlerNames(beans), framework.getIfAvailable(() -> RouteNames.PATTERN));
    }

    @Bean
    ApplicationNaming statsdApplicationNaming(ObjectProvider<RequestNaming> naming) {
        return new ApplicationNaming(naming.getIfAvailable());
    }

    @Bean
    @ConditionalOnProperty(name = "statsd.http.in-flight", havingValue = "true")
    InFlightGauge statsdInFlightGauge(StatsdConnector statsd, HttpMetrics metrics) {
        return new InFlightGauge(statsd, metrics);
    }

    /** The actuator's endpoints, if there are any. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(PathMappedEndpoints.class)
    static class Actuator {
        @Bean
        ActuatorNames statsdActuatorNames(ObjectProvider<PathMappedEndpoints> endpoints) {
            return new ActuatorNames(endpoints);
        }
    }
}
