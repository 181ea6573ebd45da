package io.sprockets.statsd.servlet;

class TomcatRegistrationTest extends RegistrationContract {
    @Override
    Container container() throws Exception {
        return new TomcatContainer();
    }
}
