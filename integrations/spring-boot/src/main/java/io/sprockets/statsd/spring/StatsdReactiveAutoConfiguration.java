package io.sprockets.statsd.spring;

import io.sprockets.statsd.http.HttpMetrics;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.reactive.DispatcherHandler;

/** Records the requests of an application with WebFlux. */
@AutoConfiguration(
        after = {StatsdAutoConfiguration.class, StatsdMicrometerAutoConfiguration.class},
        afterName = {
            "org.springframework.boot.webflux.autoconfigure.WebFluxObservationAutoConfiguration",
            "org.springframework.boot.actuate.autoconfigure.observation.web.reactive.WebFluxObservationAutoConfiguration"
        })
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@ConditionalOnClass(DispatcherHandler.class)
public final class StatsdReactiveAutoConfiguration {
    StatsdReactiveAutoConfiguration() {}

    @Configuration(proxyBeanMethods = false)
    @Conditional(OnHttpMetrics.class)
    @Import(RequestMetrics.class)
    static class Requests {
        @Bean
        @ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
        StatsdWebFilter statsdRequestFilter(
                HttpMetrics metrics,
                RequestNames names,
                ApplicationNaming application,
                RequestProperties properties,
                ApplicationContext context) {
            MeasuredPaths paths = MeasuredPaths.of(properties.urlPatterns(), properties.exclude());
            return new StatsdWebFilter(
                    metrics, new FluxNaming(names, application, paths, context), properties.filterOrder());
        }
    }
}
