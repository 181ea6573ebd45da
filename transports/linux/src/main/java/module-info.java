/** System calls of Linux for the StatsD client. There is nothing to call: the client finds it. */
@org.jspecify.annotations.NullMarked
module io.sprockets.statsd.linux {
    requires io.sprockets.statsd;
    requires org.slf4j;
    requires static org.jspecify;

    provides io.sprockets.statsd.spi.UdpDatagrams with
            io.sprockets.statsd.linux.LinuxUdpDatagrams;
    provides io.sprockets.statsd.spi.UnixDatagrams with
            io.sprockets.statsd.linux.LinuxUnixDatagrams;
}
