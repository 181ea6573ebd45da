/**
 * Auto-configuration of sprockets-statsd for Spring Boot 3.5 and 4, for MVC and WebFlux.
 *
 * <p>With {@code statsd.host} set, the application gets a {@code Statsd} bean, a timer for each request, and with the
 * actuator a Micrometer registry, health details and the endpoint {@code statsd}. To change more than properties can,
 * declare a bean: {@link io.sprockets.statsd.spring.StatsdConnectorBuilderCustomizer} for the connector, {@link
 * io.sprockets.statsd.spring.StatsdConnectionDetails} for the server's address, {@link
 * io.sprockets.statsd.spring.RequestNaming} for the names of requests.
 */
@NullMarked
package io.sprockets.statsd.spring;

import org.jspecify.annotations.NullMarked;
