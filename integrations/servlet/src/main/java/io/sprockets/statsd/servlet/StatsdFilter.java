package io.sprockets.statsd.servlet;

import static java.util.Objects.requireNonNull;

import io.sprockets.statsd.http.HttpMetrics;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Records each request once, when its response is complete: {@code
 * <prefix>.timers.<handler>.<METHOD>.<status>:<ms>|ms}. A request that ends with an exception has the status that the
 * container sends, mostly 500. If the client left it is {@code aborted}; if the response had begun and broke off on our
 * side it is {@code failed}. If a request passes several of these filters, the first one records it.
 *
 * <p>Put it before all other filters, for {@code REQUEST} and {@code ASYNC} dispatches. It supports asynchronous
 * requests.
 */
public final class StatsdFilter implements Filter {
    /** The context attribute with the {@link HttpMetrics} of the filter that found the application's connector. */
    public static final String METRICS = "io.sprockets.statsd.servlet.metrics";

    private @Nullable HttpMetrics metrics; // null before init, and if there is no connector
    private @Nullable RequestNaming naming;

    /**
     * Creates a filter that records with the connector of {@link StatsdContextListener}, and does nothing without one.
     * Its init parameters are {@code naming}, {@code servlet} (the default) or {@code mapping}, and {@code tags},
     * {@code true} for one timer with the tags handler, method and status.
     */
    public StatsdFilter() {}

    /** Creates a filter that records with these metrics, and uses only this naming. */
    public StatsdFilter(HttpMetrics metrics, RequestNaming naming) {
        this.metrics = requireNonNull(metrics, "metrics");
        this.naming = requireNonNull(naming, "naming");
    }

    /**
     * Looks for the connector, unless there are metrics already.
     *
     * @throws ServletException if an init parameter is wrong; the message names it and its value
     */
    @Override
    public void init(FilterConfig config) throws ServletException {
        if (metrics != null) {
            return;
        }
        naming = Namings.of(config.getInitParameter("naming"));
        boolean tags = Boolean.parseBoolean(config.getInitParameter("tags"));
        ServletContext context = config.getServletContext();
        metrics = StatsdContextListener.find(context)
                .map(statsd -> HttpMetrics.builder(statsd).tags(tags).build())
                .orElse(null);
        context.setAttribute(METRICS, metrics);
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (metrics != null
                && naming != null
                && request instanceof HttpServletRequest http
                && response instanceof HttpServletResponse answer) {
            measure(metrics, naming, http, answer, chain);
        } else {
            chain.doFilter(request, response);
        }
    }

    private static void measure(
            HttpMetrics metrics,
            RequestNaming naming,
            HttpServletRequest request,
            HttpServletResponse response,
            FilterChain chain)
            throws IOException, ServletException {
        Object known = request.getAttribute(Exchange.ATTRIBUTE);
        if (known == null && naming.isMeasured(request)) {
            Exchange exchange = new Exchange(metrics.start(request.getMethod()), naming, request, response);
            request.setAttribute(Exchange.ATTRIBUTE, exchange);
            exchange.run(chain);
        } else if (known instanceof Exchange exchange && request.getDispatcherType() == DispatcherType.ASYNC) {
            exchange.resume(chain, request, response);
        } else {
            chain.doFilter(request, response);
        }
    }
}
