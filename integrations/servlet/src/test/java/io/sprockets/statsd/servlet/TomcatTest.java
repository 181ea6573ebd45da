package io.sprockets.statsd.servlet;

class TomcatTest extends ServletContract {
    @Override
    Container container() throws Exception {
        return new TomcatContainer();
    }
}
