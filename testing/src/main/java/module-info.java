/** A StatsD server to embed in a test or a demo. */
@org.jspecify.annotations.NullMarked
module io.sprockets.statsd.testing {
    requires static org.jspecify;
    requires static org.junit.jupiter.api;

    exports io.sprockets.statsd.testing;
    exports io.sprockets.statsd.testing.junit;
}
