/** Timers for the requests of a Vert.x Web application, sent to StatsD. */
@org.jspecify.annotations.NullMarked
module io.sprockets.statsd.vertx {
    requires transitive io.sprockets.statsd.http;
    requires transitive io.vertx.core;
    requires transitive io.vertx.web;
    requires static org.jspecify;
    requires static transitive io.vertx.web.client; // only to measure its client

    exports io.sprockets.statsd.vertx;
}
