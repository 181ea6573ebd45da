package io.sprockets.statsd.spring;

import org.springframework.boot.WebApplicationType;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.util.ClassUtils;

/**
 * What an application runs on. All servers are on the class path, and their factories have another name in Spring Boot
 * 3.
 */
enum Stack {
    TOMCAT(
            WebApplicationType.SERVLET,
            "org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory",
            "org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory"),
    JETTY(
            WebApplicationType.SERVLET,
            "org.springframework.boot.jetty.servlet.JettyServletWebServerFactory",
            "org.springframework.boot.web.embedded.jetty.JettyServletWebServerFactory"),
    NETTY(
            WebApplicationType.REACTIVE,
            "org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory",
            "org.springframework.boot.web.embedded.netty.NettyReactiveWebServerFactory");

    private final WebApplicationType type;
    private final String factory;
    private final String factoryOfBoot3;

    Stack(WebApplicationType type, String factory, String factoryOfBoot3) {
        this.type = type;
        this.factory = factory;
        this.factoryOfBoot3 = factoryOfBoot3;
    }

    WebApplicationType type() {
        return type;
    }

    boolean isReactive() {
        return type == WebApplicationType.REACTIVE;
    }

    void register(GenericApplicationContext context) {
        ClassLoader loader = Stack.class.getClassLoader();
        String name = ClassUtils.isPresent(factory, loader) ? factory : factoryOfBoot3;
        context.registerBean("webServerFactory", ClassUtils.resolveClassName(name, loader));
    }
}
