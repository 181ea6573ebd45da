/** What one HTTP request is called and how it is measured, for every web integration. */
@org.jspecify.annotations.NullMarked
package io.sprockets.statsd.http;
