/** An application on the module path. */
module consumer.modular {
    requires io.sprockets.statsd;
    requires io.sprockets.statsd.testing;
}
