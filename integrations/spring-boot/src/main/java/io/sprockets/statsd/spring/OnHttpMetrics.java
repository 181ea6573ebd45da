package io.sprockets.statsd.spring;

import static java.util.Objects.requireNonNull;

import io.sprockets.statsd.ServerAddress;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.ConfigurationCondition;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Whether {@code statsd.http.enabled} is true, in the words of {@link ServerAddress#isTrue}, and requests are not left
 * to Micrometer.
 */
final class OnHttpMetrics extends SpringBootCondition implements ConfigurationCondition {
    @Override
    public ConfigurationPhase getConfigurationPhase() {
        return ConfigurationPhase.REGISTER_BEAN; // since it looks for beans
    }

    @Override
    public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
        String value = context.getEnvironment().getProperty("statsd.http.enabled", "true");
        if (!value.isBlank() && !ServerAddress.isTrue(value)) {
            return ConditionOutcome.noMatch(ConditionMessage.of("statsd.http.enabled is " + value));
        }
        boolean left =
                HttpRequests.areLeftToMicrometer(context.getEnvironment(), requireNonNull(context.getBeanFactory()));
        return new ConditionOutcome(
                !left, ConditionMessage.of(left ? "Micrometer records them" : "Micrometer does not"));
    }
}
