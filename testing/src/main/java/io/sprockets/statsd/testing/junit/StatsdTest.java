package io.sprockets.statsd.testing.junit;

import io.sprockets.statsd.testing.StatsdServer;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Runs a {@link StatsdServer} for the tests of a class, and passes it to each test, constructor or life cycle method
 * with a parameter of this type.
 *
 * <pre>{@code
 * @StatsdTest
 * class OrdersTest {
 *     @Test
 *     void anOrderIsCounted(StatsdServer server) {
 *         new Orders(server.host(), server.port()).place();
 *
 *         server.await("shop.counters.orders.placed", Duration.ofSeconds(5));
 *     }
 * }
 * }</pre>
 *
 * <p>Before each test the server forgets what it received and recovers from faults. Tests that share a server, those of
 * a class and its nested classes, therefore run one after another, even where JUnit runs tests in parallel.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
@ExtendWith(StatsdExtension.class)
@ResourceLock(providers = OneTestAtATime.class)
public @interface StatsdTest {
    /** Whether lines are judged as statsd 0.9 judges them, see {@link StatsdServer.Builder#strict}. */
    boolean strict() default false;
}
