package io.sprockets.statsd.servlet;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Adds {@link StatsdContextListener} and {@link StatsdFilter} to every web application that has this library;
 * containers find it by themselves. The context's init parameter {@link #AUTO} switches it off. A filter that the
 * application has declared itself takes the place of the one it would add.
 */
public final class StatsdInitializer implements ServletContainerInitializer {
    /** The context's init parameter that, as {@code false}, keeps anything from being added or started. */
    public static final String AUTO = "io.sprockets.statsd.servlet.auto";

    /** Called by the container. */
    public StatsdInitializer() {}

    @Override
    public void onStartup(@Nullable Set<Class<?>> classes, ServletContext context) {
        if (isOff(context)) {
            return;
        }
        context.addListener(new StatsdContextListener(true));
        boolean declared = context.getFilterRegistrations().values().stream()
                .anyMatch(filter -> StatsdFilter.class.getName().equals(filter.getClassName()));
        if (!declared) {
            FilterRegistration.Dynamic filter = context.addFilter(StatsdFilter.class.getName(), new StatsdFilter());
            filter.setAsyncSupported(true);
            filter.addMappingForUrlPatterns(
                    EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC), false, "/*"); // before those declared
        }
    }

    /** Asked again when everything has started: a framework may have switched it off meanwhile. */
    static boolean isOff(ServletContext context) {
        return "false".equalsIgnoreCase(context.getInitParameter(AUTO));
    }
}
