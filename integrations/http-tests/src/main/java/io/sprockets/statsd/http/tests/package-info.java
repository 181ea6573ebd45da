/** What every integration with an HTTP server has to pass. */
@org.jspecify.annotations.NullMarked
package io.sprockets.statsd.http.tests;
