package io.sprockets.statsd.servlet;

import jakarta.servlet.ServletContainerInitializer;
import org.eclipse.jetty.ee10.servlet.DefaultServlet;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

final class JettyEe10Container implements Container {
    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);
    private final ServletContextHandler context = new ServletContextHandler("/");

    JettyEe10Container() {
        context.addServlet(DefaultServlet.class, "/").setInitParameter("baseResource", "/nonexistent");
        server.addConnector(connector);
        server.setHandler(context);
    }

    @Override
    public int start(ServletContainerInitializer... initializers) throws Exception {
        for (ServletContainerInitializer initializer : initializers) {
            context.addServletContainerInitializer(initializer);
        }
        server.start();
        return connector.getLocalPort();
    }

    @Override
    public void initParameter(String name, String value) {
        context.setInitParameter(name, value);
    }

    @Override
    public void stop() throws Exception {
        server.stop();
    }
}
