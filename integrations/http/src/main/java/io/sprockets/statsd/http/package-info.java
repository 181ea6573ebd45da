/**
 * Names and timers of HTTP requests, received and sent, for every web integration.
 *
 * <pre>{@code
 * HttpMetrics received = HttpMetrics.of(statsd);
 * RequestTimer timer = received.start("GET"); // when the request arrives
 * timer.end("MyHandler", 204);                // or abort, or fail: the first of them counts
 * }</pre>
 *
 * <p>This records {@code timers.MyHandler.GET.204}. For requests that an application sends, use {@link
 * io.sprockets.statsd.http.HttpMetrics#ofClients}, and {@link io.sprockets.statsd.http.MeasuredHttpClient} for the
 * JDK's client. An integration for another framework can run the tests in {@code sprockets-statsd-http-tests}.
 */
@org.jspecify.annotations.NullMarked
package io.sprockets.statsd.http;
