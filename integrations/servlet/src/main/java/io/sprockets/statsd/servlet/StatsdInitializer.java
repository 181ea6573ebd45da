package io.sprockets.statsd.servlet;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Adds {@link StatsdContextListener} and {@link StatsdFilter} to every web application with this library; containers
 * find it automatically. The context's init parameter {@link #AUTO} turns it off. It adds no filter if the application
 * has declared one.
 */
public final class StatsdInitializer implements ServletContainerInitializer {
    /** The context's init parameter: with {@code false}, nothing is added or started. */
    public static final String AUTO = "io.sprockets.statsd.servlet.auto";

    /** Called by the container. */
    public StatsdInitializer() {}

    @Override
    public void onStartup(@Nullable Set<Class<?>> classes, ServletContext context) {
        if (!isOn(context)) {
            return;
        }
        context.addListener(new StatsdContextListener(StatsdInitializer::isOn));
        boolean declared = context.getFilterRegistrations().values().stream()
                .anyMatch(filter -> StatsdFilter.class.getName().equals(filter.getClassName()));
        if (!declared) {
            FilterRegistration.Dynamic filter = context.addFilter(StatsdFilter.class.getName(), new StatsdFilter());
            filter.setAsyncSupported(true);
            filter.addMappingForUrlPatterns(
                    EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC), false, "/*"); // before those declared
        }
    }

    /** Checked again when everything has started, since a framework may have turned it off meanwhile. */
    private static boolean isOn(ServletContext context) {
        return !"false".equalsIgnoreCase(context.getInitParameter(AUTO));
    }
}
