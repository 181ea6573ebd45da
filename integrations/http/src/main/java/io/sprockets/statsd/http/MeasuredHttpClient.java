package io.sprockets.statsd.http;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.PushPromiseHandler;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/**
 * A JDK client whose requests are recorded as {@code <prefix>.timers.<client>.<METHOD>.<status>}. A request lasts from
 * the call until the response is handed over, which with most body handlers is when its body has been read. Redirects
 * and retries within a call are one request. All work is delegated to the wrapped client; close that one. Any thread
 * may use it.
 *
 * <pre>{@code
 * HttpMetrics metrics = HttpMetrics.ofClients(statsd).build();
 * HttpClient payments = MeasuredHttpClient.of(HttpClient.newHttpClient(), metrics, "payments");
 * }</pre>
 */
public final class MeasuredHttpClient extends HttpClient {
    private final HttpClient client;
    private final HttpMetrics metrics;
    private final Function<HttpRequest, @Nullable String> naming;

    private MeasuredHttpClient(HttpClient client, HttpMetrics metrics, Function<HttpRequest, @Nullable String> naming) {
        this.client = requireNonNull(client, "client");
        this.metrics = requireNonNull(metrics, "metrics");
        this.naming = requireNonNull(naming, "naming");
    }

    /**
     * Records all requests under one name, that of the service that answers: {@code "inventory"}.
     *
     * @param metrics made by {@link HttpMetrics#ofClients}, and shared by all clients
     */
    public static MeasuredHttpClient of(HttpClient client, HttpMetrics metrics, String name) {
        requireNonNull(name, "name");
        return new MeasuredHttpClient(client, metrics, request -> name);
    }

    /**
     * Records each request under the name that a function returns for it: null for {@code http-client}, or {@link
     * HttpMetrics#NOT_RECORDED}. Do not build names from paths, since every name is kept. What the function throws, the
     * caller gets.
     */
    public static MeasuredHttpClient of(
            HttpClient client, HttpMetrics metrics, Function<HttpRequest, @Nullable String> naming) {
        return new MeasuredHttpClient(client, metrics, naming);
    }

    @Override
    public <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler)
            throws IOException, InterruptedException {
        String name = naming.apply(request);
        RequestTimer timer = metrics.start(request.method());
        try {
            HttpResponse<T> response = client.send(request, handler);
            timer.end(name, response.statusCode());
            return response;
        } catch (InterruptedException stopped) {
            timer.abort(name);
            throw stopped;
        } finally {
            timer.fail(name); // if nothing else was it
        }
    }

    @Override
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(HttpRequest request, BodyHandler<T> handler) {
        return measure(request, () -> client.sendAsync(request, handler));
    }

    @Override
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(
            HttpRequest request, BodyHandler<T> handler, @Nullable PushPromiseHandler<T> pushed) {
        return measure(request, () -> client.sendAsync(request, handler, pushed));
    }

    /** Returns the client's own future, since cancelling that one ends the request. */
    private <T> CompletableFuture<HttpResponse<T>> measure(HttpRequest request, Sending<T> sending) {
        String name = naming.apply(request);
        RequestTimer timer = metrics.start(request.method());
        CompletableFuture<HttpResponse<T>> sent;
        try {
            sent = sending.send();
        } catch (RuntimeException refused) {
            timer.fail(name);
            throw refused;
        }
        sent.whenComplete((response, failed) -> end(timer, name, response, failed));
        return sent;
    }

    private static void end(
            RequestTimer timer, @Nullable String name, @Nullable HttpResponse<?> response, @Nullable Throwable failed) {
        if (response != null) {
            timer.end(name, response.statusCode());
        } else if (failed instanceof CancellationException
                || (failed instanceof CompletionException && failed.getCause() instanceof CancellationException)) {
            timer.abort(name);
        } else {
            timer.fail(name);
        }
    }

    /** Not measured: it is no request that ends. */
    @Override
    public WebSocket.Builder newWebSocketBuilder() {
        return client.newWebSocketBuilder();
    }

    @Override
    public Optional<CookieHandler> cookieHandler() {
        return client.cookieHandler();
    }

    @Override
    public Optional<Duration> connectTimeout() {
        return client.connectTimeout();
    }

    @Override
    public Redirect followRedirects() {
        return client.followRedirects();
    }

    @Override
    public Optional<ProxySelector> proxy() {
        return client.proxy();
    }

    @Override
    public SSLContext sslContext() {
        return client.sslContext();
    }

    @Override
    public SSLParameters sslParameters() {
        return client.sslParameters();
    }

    @Override
    public Optional<Authenticator> authenticator() {
        return client.authenticator();
    }

    @Override
    public Version version() {
        return client.version();
    }

    @Override
    public Optional<Executor> executor() {
        return client.executor();
    }

    @FunctionalInterface
    private interface Sending<T> {
        CompletableFuture<HttpResponse<T>> send();
    }
}
