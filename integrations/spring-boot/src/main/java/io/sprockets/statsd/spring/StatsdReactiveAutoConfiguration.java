package io.sprockets.statsd.spring;

import io.sprockets.statsd.StatsdConnector;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
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

    @Bean
    @Conditional(OnHttpMetrics.class)
    @ConditionalOnMissingBean
    StatsdWebFilter statsdRequestFilter(StatsdConnector statsd, StatsdProperties properties) {
        return new StatsdWebFilter(
                RequestMetrics.of(statsd, properties.http()), properties.http().naming());
    }
}
