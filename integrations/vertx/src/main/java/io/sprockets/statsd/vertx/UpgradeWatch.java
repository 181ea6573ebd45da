package io.sprockets.statsd.vertx;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import java.util.function.BooleanSupplier;

/**
 * Looks whether a request has become a WebSocket or a plain socket, for which Vert.x calls no end handler. It looks
 * again after twice the time, at most 100 ms, until the response has ended one way or the other. It runs on
 * the request's context.
 */
final class UpgradeWatch implements Handler<Long> {
    private static final long LONGEST_PAUSE = 100; // milliseconds
    private static final int SWITCHING_PROTOCOLS = 101;

    private final Vertx vertx;
    private final HttpServerRequest request;
    private final BooleanSupplier ended;
    private final Runnable upgraded;
    private long pause = 1; // milliseconds

    private UpgradeWatch(Vertx vertx, HttpServerRequest request, BooleanSupplier ended, Runnable upgraded) {
        this.vertx = vertx;
        this.request = request;
        this.ended = ended;
        this.upgraded = upgraded;
    }

    /** Watches requests that ask for another protocol, and no others. */
    static void begin(Vertx vertx, HttpServerRequest request, BooleanSupplier ended, Runnable upgraded) {
        boolean asked = isConnect(request) || request.headers().contains(HttpHeaders.UPGRADE);
        if (asked && request.version() == HttpVersion.HTTP_1_1) {
            vertx.setTimer(1, new UpgradeWatch(vertx, request, ended, upgraded));
        }
    }

    @Override
    public void handle(Long timer) {
        if (ended.getAsBoolean()) {
            return;
        }
        HttpServerResponse response = request.response();
        if (response.ended()) {
            if (response.getStatusCode() == SWITCHING_PROTOCOLS || isConnect(request)) {
                upgraded.run();
            }
        } else if (!response.closed()) {
            pause = Math.min(2 * pause, LONGEST_PAUSE);
            vertx.setTimer(pause, this);
        }
    }

    private static boolean isConnect(HttpServerRequest request) {
        return request.method().equals(HttpMethod.CONNECT);
    }
}
