package io.sprockets.statsd.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.sprockets.statsd.ConnectorListener;
import io.sprockets.statsd.Statsd;
import io.sprockets.statsd.StatsdConnector;
import io.sprockets.statsd.testing.StatsdServer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.http.client.ReactorResourceFactory;

class BeansTest {
    private final StatsdServer received = StatsdServer.start();
    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(StatsdAutoConfiguration.class))
            .withPropertyValues("statsd.host=127.0.0.1", "statsd.port=" + received.port(), "statsd.prefix=app");

    @AfterEach
    void close() {
        received.close();
    }

    @Test
    void statsdIsInjectable() {
        application.withBean(Service.class).run(context -> {
            context.getBean(Service.class).statsd().incr("x");
            context.close();
            assertThat(received.lines()).containsExactly("app.counters.x:1|c");
        });
    }

    @Test
    void aConnectorOfTheApplicationTakesThePlaceOfOursAndIsStartedAndStopped() {
        StatsdConnector own = StatsdConnector.builder()
                .host("127.0.0.1")
                .port(received.port())
                .prefix("own")
                .build();
        application.withBean("own", StatsdConnector.class, () -> own).run(context -> {
            assertThat(context).getBean(StatsdConnector.class).isSameAs(own);
            assertThat(context).doesNotHaveBean("statsdConnector");
            own.incr("x");
            context.close();
            assertThat(own.stats().sent()).isEqualTo(1);
            assertThat(received.lines()).containsExactly("own.counters.x:1|c");
        });
    }

    @Test
    void aViewOfTheApplicationIsWhatIsInjected() {
        application.withUserConfiguration(Shop.class).withBean(Service.class).run(context -> {
            context.getBean(Service.class).statsd().incr("x");
            context.close();
            assertThat(received.lines()).containsExactly("app.counters.shop.x:1|c");
        });
    }

    @Test
    void connectionDetailsTakeThePlaceOfTheProperties() {
        application
                .withPropertyValues("statsd.host=nowhere.invalid", "statsd.port=1")
                .withBean(StatsdConnectionDetails.class, () -> new StatsdConnectionDetails() {
                    @Override
                    public String host() {
                        return "127.0.0.1";
                    }

                    @Override
                    public int port() {
                        return received.port();
                    }
                })
                .run(context -> {
                    context.getBean(Statsd.class).incr("x");
                    context.close();
                    assertThat(received.lines()).containsExactly("app.counters.x:1|c");
                });
    }

    @Test
    void customizersComeAfterThePropertiesInTheirOrder() {
        List<String> told = new ArrayList<>();
        application
                .withBean("last", StatsdConnectorBuilderCustomizer.class, () -> new Ordering(2, "last"))
                .withBean("first", StatsdConnectorBuilderCustomizer.class, () -> new Ordering(1, "first"))
                .withBean(
                        StatsdConnectorBuilderCustomizer.class,
                        () -> builder -> builder.listener(new ConnectorListener() {
                            @Override
                            public void connected(String server) {
                                told.add(server);
                            }
                        }))
                .run(context -> {
                    context.getBean(Statsd.class).incr("x");
                    context.close();
                    assertThat(received.lines()).containsExactly("last.counters.x:1|c");
                    assertThat(told).hasSize(1);
                });
    }

    @Test
    void theConnectorStopsAfterTheThreadsOfTheWebServer() {
        application.run(
                context -> assertThat(context.getBean(StatsdLifecycle.class).getPhase())
                        .isLessThan(new ReactorResourceFactory().getPhase()));
    }

    @Test
    void whatIsRecordedBeforeTheStartIsSent() {
        application.withBean(RecordsWhenMade.class).run(context -> {
            context.close();
            assertThat(received.lines()).containsExactly("app.counters.made:1|c");
        });
    }

    @Test
    void theLifecycleStartsAgain() {
        application.run(context -> {
            StatsdLifecycle lifecycle = context.getBean(StatsdLifecycle.class);
            StatsdConnector connector = context.getBean(StatsdConnector.class);
            lifecycle.stop();
            assertThat(lifecycle.isRunning()).isFalse();
            connector.incr("dropped");
            lifecycle.start();
            connector.incr("sent");
            context.close();
            assertThat(received.lines()).containsExactly("app.counters.sent:1|c");
            assertThat(connector.stats().dropped()).isEqualTo(1);
            assertThat(connector.stats().recorded()).isEqualTo(2);
        });
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void theStopIsOverBeforeTheApplicationGivesUp() {
        received.refuse();
        application
                .withPropertyValues("statsd.stop-timeout=1h", "spring.lifecycle.timeout-per-shutdown-phase=500ms")
                .run(context -> {
                    StatsdConnector connector = context.getBean(StatsdConnector.class);
                    connector.incr("x");
                    context.close();
                    assertThat(connector.stats().dropped()).isEqualTo(1);
                    assertThat(connector.stats().recorded()).isEqualTo(1);
                });
    }

    record Service(Statsd statsd) {}

    @Configuration(proxyBeanMethods = false)
    static class Shop {
        @Bean
        Statsd shop(StatsdConnector connector) {
            return connector.scoped("shop.");
        }
    }

    static final class RecordsWhenMade {
        RecordsWhenMade(Statsd statsd) {
            statsd.incr("made");
        }
    }

    private record Ordering(int order, String prefix) implements StatsdConnectorBuilderCustomizer, Ordered {
        @Override
        public int getOrder() {
            return order;
        }

        @Override
        public void customize(StatsdConnector.Builder builder) {
            builder.prefix(prefix);
        }
    }
}
