package io.sprockets.statsd.spring;

import io.sprockets.statsd.ServerAddress;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Whether {@code statsd.http.enabled} is true, in the words of {@link ServerAddress#isTrue}; blank is as good as not set. */
final class OnHttpMetrics extends SpringBootCondition {
    @Override
    public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
        String value = context.getEnvironment().getProperty("statsd.http.enabled", "true");
        return new ConditionOutcome(
                value.isBlank() || ServerAddress.isTrue(value), ConditionMessage.of("statsd.http.enabled is " + value));
    }
}
