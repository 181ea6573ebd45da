package io.sprockets.statsd.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A war without a provider of SLF4J, as these tests are. */
class SilentLogTest {
    private final Map<String, String> parameters = new HashMap<>();
    private final List<String> logged = new ArrayList<>();
    private final StatsdContextListener listener = new StatsdContextListener();
    private final ServletContext context = (ServletContext) Proxy.newProxyInstance(
            SilentLogTest.class.getClassLoader(), new Class<?>[] {ServletContext.class}, (proxy, method, arguments) -> {
                if (method.getName().equals("log")) {
                    logged.add((String) arguments[0]);
                }
                return method.getName().equals("getInitParameter") ? parameters.get((String) arguments[0]) : null;
            });

    @Test
    void theContainersLogSaysWhyNothingIsSent() {
        parameters.put("STATSD_HOST", "");
        listener.contextInitialized(new ServletContextEvent(context));

        assertThat(logged).containsExactly("No metrics are sent: STATSD_HOST is not set");
    }

    @Test
    void theContainersLogSaysWhereMetricsGo() {
        parameters.put("STATSD_HOST", "127.0.0.1");
        parameters.put("STATSD_PORT", "9"); // nobody is there
        listener.contextInitialized(new ServletContextEvent(context));
        listener.contextDestroyed(new ServletContextEvent(context));

        assertThat(logged)
                .containsExactly(
                        "Metrics are sent to 127.0.0.1, without logging, since the application has no SLF4J provider");
    }
}
