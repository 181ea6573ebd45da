package io.sprockets.statsd.servlet;

class TomcatFailureTest extends FailureContract {
    @Override
    Container container() throws Exception {
        return new TomcatContainer();
    }
}
