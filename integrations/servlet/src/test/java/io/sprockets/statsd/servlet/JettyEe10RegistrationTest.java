package io.sprockets.statsd.servlet;

class JettyEe10RegistrationTest extends RegistrationContract {
    @Override
    Container container() throws Exception {
        return new JettyEe10Container();
    }
}
