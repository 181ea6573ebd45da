package io.sprockets.statsd.examples;

import io.sprockets.statsd.StatsdConnector;
import io.sprockets.statsd.StopReport;
import io.sprockets.statsd.vertx.StatsdApplication;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.net.URI;

/** A Vert.x Web application on a free port of the loopback address, which reports itself. */
final class ExampleService extends VerticleBase implements StatsdApplication {
    private static final String HOST = "127.0.0.1";

    private final MyHandler handler = new MyHandler(this);

    @SuppressWarnings("NullAway.Init") // between start and stop
    private HttpServer server;

    @SuppressWarnings("NullAway.Init") // from the start on
    private StatsdConnector statsd;

    /** Starts a service that is configured by the object {@code statsd}. */
    static ExampleService start(JsonObject statsd) {
        ExampleService service = new ExampleService();
        DeploymentOptions options = new DeploymentOptions().setConfig(new JsonObject().put("statsd", statsd));
        Vertx vertx = Vertx.vertx(new VertxOptions().setUseDaemonThread(true));
        vertx.deployVerticle(service, options).await();
        return service;
    }

    @Override
    public Future<?> start() {
        Router router = Router.router(vertx);
        router.get("/").handler(handler);
        server = vertx.createHttpServer().requestHandler(router);
        return startStatsd().compose(started -> {
            statsd = statsdConnector().orElseThrow();
            return server.listen(0, HOST);
        });
    }

    @Override
    public Future<?> stop() {
        return server.shutdown().eventually(this::stopStatsd);
    }

    URI uri() {
        return URI.create("http://" + HOST + ":" + server.actualPort() + "/");
    }

    /** What the service records with; it can still be asked after the end. */
    StatsdConnector connector() {
        return statsd;
    }

    /** How many metrics the service recorded, by its own count. */
    long recorded() {
        return handler.recorded();
    }

    /** Stops to serve, lets the requests in work be recorded, and stops the connector. */
    StopReport end() {
        vertx.close().await();
        return statsd.stop().join(); // it has stopped already, and says how
    }
}
