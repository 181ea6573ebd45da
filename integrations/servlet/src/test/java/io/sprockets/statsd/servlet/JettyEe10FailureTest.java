package io.sprockets.statsd.servlet;

class JettyEe10FailureTest extends FailureContract {
    @Override
    Container container() throws Exception {
        return new JettyEe10Container();
    }
}
