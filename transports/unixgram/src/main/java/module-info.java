/** Unix datagram sockets for the StatsD client. There is nothing to call: the client finds the module. */
@org.jspecify.annotations.NullMarked
module io.sprockets.statsd.unixgram {
    requires com.kohlschutter.junixsocket.nativecommon; // native code, which is loaded as a resource
    requires io.sprockets.statsd;
    requires org.newsclub.net.unix;
    requires static org.jspecify;

    provides io.sprockets.statsd.spi.UnixDatagrams with
            io.sprockets.statsd.unixgram.JunixDatagrams;
}
