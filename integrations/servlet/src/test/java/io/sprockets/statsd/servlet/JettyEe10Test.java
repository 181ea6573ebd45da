package io.sprockets.statsd.servlet;

class JettyEe10Test extends ServletContract {
    @Override
    Container container() {
        return new JettyEe10Container();
    }
}
