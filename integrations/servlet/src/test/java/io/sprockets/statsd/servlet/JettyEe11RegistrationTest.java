package io.sprockets.statsd.servlet;

class JettyEe11RegistrationTest extends RegistrationContract {
    @Override
    Container container() throws Exception {
        return new JettyEe11Container();
    }
}
