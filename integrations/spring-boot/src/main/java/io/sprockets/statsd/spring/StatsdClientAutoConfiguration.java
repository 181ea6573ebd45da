package io.sprockets.statsd.spring;

import io.micrometer.observation.ObservationRegistry;
import io.sprockets.statsd.StatsdConnector;
import io.sprockets.statsd.http.HttpMetrics;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ClientHttpRequest;

/**
 * Records the requests that an application sends with Spring Boot's builders of {@code RestClient} and {@code
 * WebClient}. If the actuator has an observation registry, {@link ClientRequests} is registered there, like every
 * handler that is a bean.
 */
@AutoConfiguration(
        after = {StatsdAutoConfiguration.class, StatsdMicrometerAutoConfiguration.class},
        afterName = {
            "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration",
            "org.springframework.boot.actuate.autoconfigure.observation.ObservationAutoConfiguration"
        })
@ConditionalOnClass({ClientHttpRequest.class, ObservationRegistry.class})
@Conditional(OnClientMetrics.class)
@EnableConfigurationProperties(RequestProperties.class)
public final class StatsdClientAutoConfiguration {
    StatsdClientAutoConfiguration() {}

    @Bean
    ClientRequests statsdClientRequests(StatsdConnector statsd, RequestProperties properties) {
        return new ClientRequests(HttpMetrics.ofClients(statsd)
                .tags(properties.tags())
                .maxHandlers(properties.maxHandlers())
                .build());
    }

    @Bean
    ClientObservations statsdClientObservations(ClientRequests requests, ObjectProvider<ObservationRegistry> own) {
        return new ClientObservations(requests.registry(), own);
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(org.springframework.boot.restclient.RestClientCustomizer.class)
    static class RestClients {
        @Bean
        org.springframework.boot.restclient.RestClientCustomizer statsdRestClientCustomizer(
                ClientObservations observations) {
            return builder -> observations.observe(builder::observationRegistry);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(org.springframework.boot.webclient.WebClientCustomizer.class)
    static class WebClients {
        @Bean
        org.springframework.boot.webclient.WebClientCustomizer statsdWebClientCustomizer(
                ClientObservations observations) {
            return builder -> observations.observe(builder::observationRegistry);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(org.springframework.boot.web.client.RestClientCustomizer.class)
    static class RestClientsOfBoot3 {
        @Bean
        org.springframework.boot.web.client.RestClientCustomizer statsdRestClientCustomizer(
                ClientObservations observations) {
            return builder -> observations.observe(builder::observationRegistry);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(
            value = org.springframework.boot.web.reactive.function.client.WebClientCustomizer.class,
            name = "org.springframework.web.reactive.function.client.WebClient")
    static class WebClientsOfBoot3 {
        @Bean
        org.springframework.boot.web.reactive.function.client.WebClientCustomizer statsdWebClientCustomizer(
                ClientObservations observations) {
            return builder -> observations.observe(builder::observationRegistry);
        }
    }
}
