package io.sprockets.statsd.servlet;

import jakarta.servlet.ServletContainerInitializer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.Tomcat;

class TomcatRedeployTest extends RedeployContract {
    private final Tomcat tomcat = new Tomcat();

    @Override
    int startEmpty() throws Exception {
        Path base = Files.createTempDirectory("tomcat");
        base.toFile().deleteOnExit();
        tomcat.setBaseDir(base.toString());
        tomcat.setPort(0);
        Connector connector = tomcat.getConnector(); // made by this
        tomcat.start();
        return connector.getLocalPort();
    }

    @Override
    void deploy(ClassLoader loader, Map<String, String> parameters, ServletContainerInitializer... initializers) {
        StandardContext context = new StandardContext();
        context.setPath("");
        context.setDocBase(tomcat.getServer().getCatalinaBase().getPath());
        context.setParentClassLoader(loader);
        context.addLifecycleListener(new Tomcat.FixContextListener());
        parameters.forEach(context::addParameter);
        for (ServletContainerInitializer initializer : initializers) {
            context.addServletContainerInitializer(initializer, Set.of());
        }
        tomcat.getHost().addChild(context);
    }

    @Override
    void undeploy() {
        tomcat.getHost().removeChild(tomcat.getHost().findChild(""));
    }

    @Override
    void stop() throws Exception {
        tomcat.stop();
        tomcat.destroy();
    }
}
