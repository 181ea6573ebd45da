package io.sprockets.statsd.servlet;

import jakarta.servlet.ServletContainerInitializer;
import java.io.File;
import java.nio.file.Files;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;

final class TomcatContainer implements Container {
    private static final Logger LOGGER = Logger.getLogger("org.apache"); // held, or its level is forgotten

    private final Tomcat tomcat = new Tomcat();
    private final Context context;

    TomcatContainer() throws Exception {
        LOGGER.setLevel(Level.OFF);
        File base = Files.createTempDirectory("tomcat").toFile();
        base.deleteOnExit();
        tomcat.setBaseDir(base.getPath());
        tomcat.setPort(0);
        context = tomcat.addContext("", base.getPath());
        Tomcat.addServlet(context, "default", new org.apache.catalina.servlets.DefaultServlet());
        context.addServletMapping("/", "default");
    }

    @Override
    public int start(ServletContainerInitializer... initializers) throws Exception {
        for (ServletContainerInitializer initializer : initializers) {
            context.addServletContainerInitializer(initializer, Set.of());
        }
        tomcat.getConnector().setProperty("maxKeepAliveRequests", "-1");
        tomcat.start();
        if (!context.getState().isAvailable()) {
            throw new IllegalStateException("the application did not start");
        }
        return tomcat.getConnector().getLocalPort();
    }

    @Override
    public void initParameter(String name, String value) {
        context.removeParameter(name);
        context.addParameter(name, value);
    }

    @Override
    public void stop() throws Exception {
        if (tomcat.getServer().getState().isAvailable()) {
            tomcat.stop();
            tomcat.destroy();
        }
    }
}
