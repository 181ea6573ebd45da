package io.sprockets.statsd.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.sprockets.statsd.StatsdConnector;
import io.sprockets.statsd.testing.StatsdServer;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class EnabledTest {
    private final StatsdServer received = StatsdServer.start();
    private final ApplicationContextRunner application =
            new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(StatsdAutoConfiguration.class));

    @AfterEach
    void close() {
        received.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"t", "T", "true", "TRUE", "yes", "on", "1", "-1", "0007", " on ", "", " "})
    void theSeedsWordsEnableAndABlankOneIsNone(String word) {
        withServer()
                .withPropertyValues("statsd.enabled=" + word, "statsd.prefix=app")
                .run(context -> {
                    context.getBean(StatsdConnector.class).incr("x");
                    context.close();
                    assertThat(received.linesReceived()).isEqualTo(1);
                });
        assertThat(isEnabledInCore(word)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"no", "off", "false", "0", "00", "f", "n", "1.0", "enabled", "y"})
    void anythingElseDisablesAndNeedsNoPrefix(String word) {
        withServer()
                .withPropertyValues("statsd.enabled=" + word)
                .run(context -> assertNothingIsSent(context.getBean(StatsdConnector.class)));
        assertThat(isEnabledInCore(word)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"statsd.prefix=app", "statsd.host=", "statsd.host= "})
    void withoutAHostNothingIsSent(String property) {
        application
                .withPropertyValues(property)
                .run(context -> assertNothingIsSent(context.getBean(StatsdConnector.class)));
    }

    private ApplicationContextRunner withServer() {
        return application.withPropertyValues("statsd.host=127.0.0.1", "statsd.port=" + received.port());
    }

    private void assertNothingIsSent(StatsdConnector connector) {
        connector.incr("x");
        assertThat(connector.stats())
                .isEqualTo(StatsdConnector.builder().enabled(false).build().stats());
        assertThat(received.connectionEvents()).isEmpty();
    }

    /** Only a connector that is enabled needs a host. */
    private static boolean isEnabledInCore(String word) {
        return catchThrowable(() -> StatsdConnector.fromEnvironment(Map.of("STATSD_ENABLED", word))
                        .build())
                != null;
    }
}
