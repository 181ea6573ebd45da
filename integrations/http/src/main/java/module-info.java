/** Names and timers of HTTP requests, received and sent, for every web integration. */
@org.jspecify.annotations.NullMarked
module io.sprockets.statsd.http {
    requires transitive io.sprockets.statsd;
    requires static org.jspecify;
    requires static transitive java.net.http; // only to measure its client

    exports io.sprockets.statsd.http;
}
