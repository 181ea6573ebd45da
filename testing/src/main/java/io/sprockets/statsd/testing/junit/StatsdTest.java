package io.sprockets.statsd.testing.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Runs a {@link io.sprockets.statsd.testing.StatsdServer} for the tests of a class, and passes it to each test, constructor
 * or life cycle method that has a parameter of this type.
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
 * <p>What {@link StatsdExtension} says of the server goes for this too.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
@ExtendWith(StatsdExtension.class)
public @interface StatsdTest {}
