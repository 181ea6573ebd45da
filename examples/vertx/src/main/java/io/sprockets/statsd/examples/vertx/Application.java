package io.sprockets.statsd.examples.vertx;

import io.sprockets.statsd.vertx.StatsdApplication;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;

/** Serves {@link MyHandler} on port 8888 and reports to the StatsD server that {@code STATSD_HOST} names. */
public final class Application extends VerticleBase implements StatsdApplication {
    private static final int PORT = 8888;

    @SuppressWarnings("NullAway.Init") // between start and stop
    private HttpServer server;

    @Override
    public Future<?> start() {
        Router router = Router.router(vertx);
        router.get("/").handler(new MyHandler(this));
        server = vertx.createHttpServer().requestHandler(router);
        return startStatsd(() -> server.listen(config().getInteger("port", PORT)));
    }

    @Override
    public Future<?> stop() {
        return server.shutdown().eventually(this::stopStatsd);
    }

    /** Where the application listens. */
    public int port() {
        return server.actualPort();
    }

    /** What is configured in the code; the host comes from the environment. */
    public static DeploymentOptions options() {
        JsonObject statsd = new JsonObject().put("prefix", "applications.my-service");
        return new DeploymentOptions().setConfig(new JsonObject().put("statsd", statsd));
    }

    /** Runs until it is interrupted; the argument is another port. */
    public static void main(String[] args) {
        DeploymentOptions options = options();
        if (args.length > 0) {
            options.getConfig().put("port", Integer.valueOf(args[0]));
        }
        Vertx vertx = Vertx.vertx();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> vertx.close().await()));
        try {
            vertx.deployVerticle(new Application(), options).await();
        } catch (Exception wrong) {
            System.err.println(wrong.getMessage());
            System.exit(1); // not in onFailure: the event loop would wait for the hook, and the hook for the event loop
        }
    }
}
