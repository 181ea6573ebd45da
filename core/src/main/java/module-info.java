/** An asynchronous StatsD client for the JVM that loses nothing silently. */
@org.jspecify.annotations.NullMarked
module io.sprockets.statsd {
    requires org.slf4j;
    requires static org.jspecify;

    exports io.sprockets.statsd;
    exports io.sprockets.statsd.spi;

    uses io.sprockets.statsd.spi.UdpDatagrams;
    uses io.sprockets.statsd.spi.UnixDatagrams;
}
