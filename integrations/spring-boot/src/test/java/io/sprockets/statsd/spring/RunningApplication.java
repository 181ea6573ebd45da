package io.sprockets.statsd.spring;

import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.GenericApplicationContext;

/** A Spring Boot application on a free port, with everything configured as the class path and the properties say. */
final class RunningApplication implements AutoCloseable {
    private final ConfigurableApplicationContext context;

    RunningApplication(
            Stack stack,
            Map<String, Object> properties,
            ApplicationContextInitializer<GenericApplicationContext> initializer,
            Class<?>... sources) {
        Map<String, Object> all = new HashMap<>(Map.of("server.port", "0", "spring.jmx.enabled", "false"));
        all.putAll(properties);
        this.context = new SpringApplicationBuilder(Everything.class)
                .sources(sources)
                .web(stack.type())
                .properties(all)
                .initializers(context -> {
                    stack.register((GenericApplicationContext) context);
                    initializer.initialize((GenericApplicationContext) context);
                })
                .run();
    }

    int port() {
        return Integer.parseInt(context.getEnvironment().getRequiredProperty("local.server.port"));
    }

    ConfigurableApplicationContext context() {
        return context;
    }

    @Override
    public void close() {
        context.close();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Everything {}
}
