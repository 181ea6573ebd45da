/** What another module can add: sockets that the JDK does not have. Applications do not use it. */
@org.jspecify.annotations.NullMarked
package io.sprockets.statsd.spi;
