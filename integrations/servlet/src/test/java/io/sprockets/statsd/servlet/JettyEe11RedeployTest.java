package io.sprockets.statsd.servlet;

import jakarta.servlet.ServletContainerInitializer;
import java.util.Map;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandlerCollection;

class JettyEe11RedeployTest extends RedeployContract {
    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);
    private final ContextHandlerCollection applications = new ContextHandlerCollection();

    @Override
    int startEmpty() throws Exception {
        server.addConnector(connector);
        server.setHandler(applications);
        server.start();
        return connector.getLocalPort();
    }

    @Override
    void deploy(ClassLoader loader, Map<String, String> parameters, ServletContainerInitializer... initializers)
            throws Exception {
        ServletContextHandler context = new ServletContextHandler("/");
        context.setClassLoader(loader);
        parameters.forEach(context::setInitParameter);
        for (ServletContainerInitializer initializer : initializers) {
            context.addServletContainerInitializer(initializer);
        }
        applications.addHandler(context);
        context.start();
    }

    @Override
    void undeploy() throws Exception {
        for (Handler application : applications.getHandlers()) {
            application.stop();
            applications.removeHandler(application);
        }
    }

    @Override
    void stop() throws Exception {
        server.stop();
    }
}
