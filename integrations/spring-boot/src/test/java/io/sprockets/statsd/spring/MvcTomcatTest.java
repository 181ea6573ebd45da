package io.sprockets.statsd.spring;

class MvcTomcatTest extends SpringContract {
    MvcTomcatTest() {
        super(Stack.TOMCAT, MvcRoutes.SoonController.class, MvcRoutes.LateController.class);
    }
}
