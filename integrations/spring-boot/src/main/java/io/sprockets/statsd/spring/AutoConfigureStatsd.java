package io.sprockets.statsd.spring;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.context.annotation.Import;

/**
 * Gives a test slice a {@code Statsd} that accepts every call and does nothing, unless the test has its own. {@code
 * @WebMvcTest} and {@code @WebFluxTest} have it without this annotation.
 *
 * <pre>{@code
 * @WebMvcTest(OrdersController.class)
 * @AutoConfigureStatsd(server = true)
 * class OrdersControllerTest {
 *     @Autowired
 *     StatsdServer server;
 * }
 * }</pre>
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ImportAutoConfiguration
@Import(TestServerSelector.class)
public @interface AutoConfigureStatsd {
    /**
     * Default false. Whether the metrics are sent to a {@code StatsdServer}, a bean to inject; it needs {@code
     * sprockets-statsd-testing}. The connector and the recording of requests are then as in the application, whatever
     * {@code statsd.enabled} and {@code statsd.host} are. Without {@code statsd.prefix} the prefix is {@code test}.
     */
    boolean server() default false;
}
