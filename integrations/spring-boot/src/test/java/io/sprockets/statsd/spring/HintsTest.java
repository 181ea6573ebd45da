package io.sprockets.statsd.spring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.aot.test.generate.TestGenerationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.aot.ApplicationContextAotGenerator;

/** What a native image needs to know: the properties are bound by reflection. */
class HintsTest {
    @Test
    void thePropertiesMayBeBoundInANativeImage() {
        TestGenerationContext generated = new TestGenerationContext();
        AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
        context.register(StatsdAutoConfiguration.class, RequestMetrics.class);
        new ApplicationContextAotGenerator().processAheadOfTime(context, generated);

        for (Class<?> bound :
                new Class<?>[] {StatsdProperties.class, RequestProperties.class, StatsdProperties.Backoff.class}) {
            assertThat(RuntimeHintsPredicates.reflection()
                            .onConstructorInvocation(bound.getDeclaredConstructors()[0])
                            .test(generated.getRuntimeHints()))
                    .as("%s", bound)
                    .isTrue();
        }
    }
}
