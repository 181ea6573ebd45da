package io.sprockets.statsd.servlet;

import io.sprockets.statsd.Statsd;
import io.sprockets.statsd.StatsdConnector;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.helpers.NOPLoggerFactory;

/**
 * Starts a connector with the web application and stops it at the end. The settings are {@code STATSD_HOST}, {@code
 * STATSD_PORT}, {@code STATSD_PREFIX}, {@code STATSD_PROTOCOL} and {@code STATSD_ENABLED}; init parameters of the
 * context with these names override environment variables. Without a host nothing is sent, and a log line says so. If
 * the application has already set a connector as the attribute {@link #CONNECTOR}, that one is used and left running.
 */
public final class StatsdContextListener implements ServletContextListener {
    /** The context attribute with the {@link StatsdConnector}. */
    public static final String CONNECTOR = "io.sprockets.statsd.servlet.connector";

    private static final Logger LOGGER = LoggerFactory.getLogger(StatsdContextListener.class);
    private static final List<String> NAMES =
            List.of("STATSD_HOST", "STATSD_PORT", "STATSD_PREFIX", "STATSD_PROTOCOL", "STATSD_ENABLED");

    private final Predicate<ServletContext> isWanted;
    private @Nullable StatsdConnector connector; // its own one, while it runs

    /** Creates a listener for a deployment descriptor. */
    public StatsdContextListener() {
        this(context -> true);
    }

    /** Creates a listener for the contexts in which it is wanted; it asks when everything has started. */
    StatsdContextListener(Predicate<ServletContext> isWanted) {
        this.isWanted = isWanted;
    }

    /** Returns the application's connector, or an instance that does nothing if there is none. */
    public static Statsd statsd(ServletContext context) {
        return find(context).orElseGet(Statsd::noop);
    }

    static Optional<Statsd> find(ServletContext context) {
        return Optional.ofNullable((Statsd) context.getAttribute(CONNECTOR));
    }

    /** @throws IllegalArgumentException if a setting is wrong; the message names it and its value */
    @Override
    public void contextInitialized(ServletContextEvent event) {
        ServletContext context = event.getServletContext();
        if (context.getAttribute(CONNECTOR) != null || !isWanted.test(context)) {
            return;
        }
        Map<String, String> variables = variables(context);
        if (variables.getOrDefault("STATSD_HOST", "").isBlank()) {
            say(context, "No metrics are sent: STATSD_HOST is not set");
            return;
        }
        StatsdConnector started = StatsdConnector.fromEnvironment(variables).build();
        started.start();
        connector = started;
        context.setAttribute(CONNECTOR, started);
        if (isLogSilent()) {
            context.log("Metrics are sent to " + variables.get("STATSD_HOST")
                    + ", without logging, since the application has no SLF4J provider");
        }
    }

    /** A war without a provider of SLF4J has at least the container's log. */
    private static void say(ServletContext context, String message) {
        if (isLogSilent()) {
            context.log(message);
        } else {
            LOGGER.info(message);
        }
    }

    private static boolean isLogSilent() {
        return LoggerFactory.getILoggerFactory() instanceof NOPLoggerFactory;
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        if (connector != null) {
            event.getServletContext().removeAttribute(CONNECTOR);
            connector.close();
            connector = null;
        }
    }

    private static Map<String, String> variables(ServletContext context) {
        Map<String, String> variables = new HashMap<>(System.getenv());
        for (String name : NAMES) {
            String value = context.getInitParameter(name);
            if (value != null) {
                variables.put(name, value);
            }
        }
        return variables;
    }
}
