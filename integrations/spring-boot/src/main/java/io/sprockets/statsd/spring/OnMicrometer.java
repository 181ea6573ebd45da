package io.sprockets.statsd.spring;

import io.sprockets.statsd.ServerAddress;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Whether {@code statsd.micrometer.enabled}, or else Spring Boot's own switch for all registries, is true. */
final class OnMicrometer extends SpringBootCondition {
    private static final String OWN = "statsd.micrometer.enabled";
    private static final String ALL = "management.defaults.metrics.export.enabled";

    @Override
    public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
        Environment environment = context.getEnvironment();
        String name = environment.containsProperty(OWN) ? OWN : ALL;
        String value = environment.getProperty(name, "true");
        return new ConditionOutcome(
                value.isBlank() || ServerAddress.isTrue(value), ConditionMessage.of(name + " is " + value));
    }
}
