package io.sprockets.statsd.spring;

import io.sprockets.statsd.testing.StatsdServer;
import java.util.Map;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;

/** A server within the test, and a connector and the recording of requests where a part of an application has none. */
@Configuration(proxyBeanMethods = false)
@ImportAutoConfiguration({
    StatsdAutoConfiguration.class,
    StatsdServletAutoConfiguration.class,
    StatsdReactiveAutoConfiguration.class
})
class TestServerConfiguration {
    @Bean
    static BeanFactoryPostProcessor statsdTestProperties(ConfigurableEnvironment environment) {
        return beans -> {
            MutablePropertySources sources = environment.getPropertySources();
            sources.addFirst(new MapPropertySource("statsd server of the test", Map.of("statsd.enabled", "true")));
            sources.addLast(new MapPropertySource("statsd prefix of the test", Map.of("statsd.prefix", "test")));
        };
    }

    @Bean(destroyMethod = "close")
    StatsdServer statsdServer() {
        return StatsdServer.start();
    }

    @Bean
    StatsdConnectionDetails statsdServerDetails(StatsdServer server) {
        return new ServerDetails(server.host(), server.port());
    }

    private record ServerDetails(String host, int port) implements StatsdConnectionDetails {}
}
