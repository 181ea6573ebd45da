package io.sprockets.statsd.spring;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.sprockets.statsd.StatsdConnector;
import io.sprockets.statsd.testing.StatsdServer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.io.support.SpringFactoriesLoader;

class PrefixTest {
    private final StatsdServer received = StatsdServer.start();
    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(StatsdAutoConfiguration.class))
            .withPropertyValues("statsd.host=127.0.0.1", "statsd.port=" + received.port());

    @AfterEach
    void close() {
        received.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "statsd.prefix=mine,spring.application.name=shop,ENVIRONMENT=prod | mine",
                "spring.application.name=shop,statsd.environment=a,ENVIRONMENT=b,spring.profiles.active=c | applications.shop.a",
                "spring.application.name=shop,ENVIRONMENT=b,spring.profiles.active=c | applications.shop.b",
                "spring.application.name=shop,spring.profiles.active=c | applications.shop.c",
                "statsd.prefix=,spring.application.name=shop,statsd.environment=a | applications.shop.a",
            })
    void itIsTheOneSetOrIsMadeOfTheApplication(String properties, String prefix) {
        application.withPropertyValues(properties.split(",")).run(context -> {
            context.getBean(StatsdConnector.class).incr("x");
            context.close();
            assertThat(received.lines()).containsExactly(prefix + ".counters.x:1|c");
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "statsd.environment=prod | spring.application.name is not set",
                "spring.application.name=shop | no profile is active",
                "spring.application.name=shop,spring.profiles.active=a+b | more than one profile is active, a and b",
            })
    void withoutOneTheStartFailsAndSaysWhatToSet(String properties, String description) {
        application.withPropertyValues(properties(properties)).run(context -> {
            FailureAnalysis analysis = analysis(context.getStartupFailure());
            assertThat(analysis.getDescription()).contains("statsd.prefix is not set", description);
            assertThat(analysis.getAction())
                    .contains("STATSD_PREFIX", "spring.application.name", "ENVIRONMENT", "statsd.enabled=false");
            assertThat(received.connectionEvents()).isEmpty();
        });
    }

    @Test
    void aWrongOneFailsTheStartAndIsNamed() {
        application
                .withPropertyValues("spring.application.name=my shop", "statsd.environment=prod")
                .run(context -> assertThat(analysis(context.getStartupFailure()).getDescription())
                        .contains("prefix is applications.my shop.prod"));
    }

    private static String[] properties(String properties) {
        return Arrays.stream(properties.split(","))
                .map(property -> property.replace('+', ','))
                .toArray(String[]::new);
    }

    /** What Spring Boot would print, by the analyzers that it finds. */
    private static FailureAnalysis analysis(@Nullable Throwable failure) {
        return SpringFactoriesLoader.forDefaultResourceLocation(SpringApplication.class.getClassLoader())
                .load(FailureAnalyzer.class, (type, name, cause) -> {})
                .stream()
                .filter(StatsdFailureAnalyzer.class::isInstance)
                .map(analyzer -> analyzer.analyze(requireNonNull(failure)))
                .findFirst()
                .orElseThrow();
    }
}
