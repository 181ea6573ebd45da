/** Auto-configuration of sprockets-statsd for Spring Boot 3.5 and 4, for MVC and WebFlux. */
@NullMarked
package io.sprockets.statsd.spring;

import org.jspecify.annotations.NullMarked;
