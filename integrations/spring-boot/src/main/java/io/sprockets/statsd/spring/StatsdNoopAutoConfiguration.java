package io.sprockets.statsd.spring;

import io.sprockets.statsd.Statsd;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** Metrics that go nowhere, for the tests of a part of an application. */
@AutoConfiguration(after = StatsdAutoConfiguration.class)
public final class StatsdNoopAutoConfiguration {
    StatsdNoopAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    Statsd statsdNoop() {
        return Statsd.noop();
    }
}
