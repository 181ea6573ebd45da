package io.sprockets.statsd.vertx;

import io.sprockets.statsd.http.tests.Route;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.TimeoutHandler;
import java.util.concurrent.TimeUnit;

/** What the routes of the contract answer in Vert.x. */
final class ContractRoutes {
    private static final Buffer CHUNK = Buffer.buffer(new byte[8192]);

    private ContractRoutes() {}

    /** Vert.x 5.0 leaves a response open that had begun when its handler failed; 5.1 resets it. */
    static boolean serves(Route route) {
        return !isOlder() || (route != Route.BROKEN && route != Route.BROKEN_LATER);
    }

    /** Whether this is Vert.x 5.0; VersionTest sees to it. */
    static boolean isOlder() {
        return System.getProperty("vertx.version.expected", "").startsWith("5.0.");
    }

    static Future<?> respond(Route route, RoutingContext context) {
        HttpServerResponse response = context.response();
        return switch (route) {
            case PLAIN -> context.end("plain");
            case ITEM -> context.end("item");
            case ASYNC ->
                delay(context.vertx())
                        .compose(later -> response.setStatusCode(202).end());
            case FAILING -> throw new IllegalStateException("on purpose");
            case FAILING_LATER -> delay(context.vertx()).compose(later -> Future.failedFuture("on purpose"));
            case TIMEOUT -> Future.succeededFuture(); // the handler before it answers
            case ENDLESS -> endless(response.setChunked(true));
            case EVENTS -> events(context);
            case FEED ->
                feed(response.setChunked(true).putHeader("Content-Type", "text/event-stream"), context.vertx());
            case BODY -> context.request().body().compose(read -> context.end("body"));
            case BROKEN -> response.setChunked(true).write("a part").compose(sent -> Future.failedFuture("on purpose"));
            case BROKEN_LATER ->
                response.setChunked(true)
                        .write("a part")
                        .compose(sent -> delay(context.vertx()))
                        .compose(later -> Future.failedFuture("on purpose"));
            case UPGRADE -> context.request().toWebSocket();
        };
    }

    /** The framework's own timeout; on other routes it never fires. */
    static TimeoutHandler timeout(Route route) {
        return TimeoutHandler.create(route == Route.TIMEOUT ? Route.DELAY.toMillis() : 30_000);
    }

    static Future<HttpServer> serve(Vertx vertx, Router router) {
        return vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1");
    }

    static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(1, TimeUnit.MINUTES);
    }

    private static Future<?> delay(Vertx vertx) {
        return vertx.timer(Route.DELAY.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** As fast as they are taken, until one is not. */
    private static Future<?> endless(HttpServerResponse response) {
        return response.write(CHUNK).compose(written -> endless(response));
    }

    private static Future<?> feed(HttpServerResponse response, Vertx vertx) {
        return response.write("data: 1\n\n")
                .compose(sent -> vertx.timer(10, TimeUnit.MILLISECONDS))
                .compose(later -> feed(response, vertx));
    }

    private static Future<?> events(RoutingContext context) {
        HttpServerResponse response =
                context.response().setChunked(true).putHeader("Content-Type", "text/event-stream");
        return response.write("data: 1\n\n")
                .compose(first -> response.write("data: 2\n\n"))
                .compose(second -> delay(context.vertx()))
                .compose(later -> response.end("data: 3\n\n"));
    }
}
