package io.sprockets.statsd.vertx;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** This library from other jars; all else, Vert.x among it, is that of this program. */
final class OtherJars extends URLClassLoader {
    private OtherJars(URL[] jars) {
        super(jars, OtherJars.class.getClassLoader());
    }

    /** A handler that records with a connector of the same jars. */
    @SuppressWarnings("unchecked") // the class of the handler is another one here
    static Handler<RoutingContext> statsdHandler(String jars, int port) throws ReflectiveOperationException {
        ClassLoader loader = new OtherJars(Stream.of(jars.split(Pattern.quote(File.pathSeparator)))
                .map(OtherJars::url)
                .toArray(URL[]::new));
        Class<?> connectorClass = loader.loadClass("io.sprockets.statsd.StatsdConnector");
        Object builder = connectorClass.getMethod("builder").invoke(null);
        builder.getClass().getMethod("host", String.class).invoke(builder, "127.0.0.1");
        builder.getClass().getMethod("port", int.class).invoke(builder, port);
        Object connector = builder.getClass().getMethod("build").invoke(builder);
        connectorClass.getMethod("start").invoke(connector);
        Class<?> metricsClass = loader.loadClass("io.sprockets.statsd.http.HttpMetrics");
        Object metrics = metricsClass
                .getMethod("of", loader.loadClass("io.sprockets.statsd.Statsd"))
                .invoke(null, connector);
        return (Handler<RoutingContext>) loader.loadClass("io.sprockets.statsd.vertx.StatsdHandler")
                .getMethod("create", metricsClass)
                .invoke(null, metrics);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            Class<?> known = findLoadedClass(name);
            if (known != null || !name.startsWith("io.sprockets.statsd.")) {
                return known != null ? known : super.loadClass(name, resolve);
            }
            return findClass(name);
        }
    }

    private static URL url(String jar) {
        try {
            return Path.of(jar).toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(jar, e);
        }
    }
}
