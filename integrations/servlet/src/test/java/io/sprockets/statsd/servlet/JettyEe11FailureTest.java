package io.sprockets.statsd.servlet;

class JettyEe11FailureTest extends FailureContract {
    @Override
    Container container() throws Exception {
        return new JettyEe11Container();
    }
}
