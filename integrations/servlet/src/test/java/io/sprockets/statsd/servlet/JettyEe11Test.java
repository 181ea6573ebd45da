package io.sprockets.statsd.servlet;

class JettyEe11Test extends ServletContract {
    @Override
    Container container() {
        return new JettyEe11Container();
    }
}
