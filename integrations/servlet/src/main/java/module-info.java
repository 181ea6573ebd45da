/** Timers for the requests of Jakarta Servlet applications, without code. */
@org.jspecify.annotations.NullMarked
module io.sprockets.statsd.servlet {
    requires transitive io.sprockets.statsd;
    requires transitive io.sprockets.statsd.http;
    requires transitive jakarta.servlet;
    requires org.slf4j;
    requires static org.jspecify;

    exports io.sprockets.statsd.servlet;

    uses io.sprockets.statsd.servlet.RequestNaming;

    provides jakarta.servlet.ServletContainerInitializer with
            io.sprockets.statsd.servlet.StatsdInitializer;
}
