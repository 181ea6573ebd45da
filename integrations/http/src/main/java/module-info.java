/** What one HTTP request is called and how it is measured, for every web integration. */
@org.jspecify.annotations.NullMarked
module io.sprockets.statsd.http {
    requires transitive io.sprockets.statsd;
    requires static org.jspecify;

    exports io.sprockets.statsd.http;
}
