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
 * container answers, mostly 500; one that fails when the response is already on its way, or because the client left, is
 * {@code aborted}. However many of these filters a request passes, the first one records it.
 *
 * <p>It belongs before all other filters, for {@code REQUEST} and {@code ASYNC} dispatches, and supports asynchronous
 * requests.
 */
public final class StatsdFilter implements Filter {
    /** The context's attribute with the {@link HttpMetrics} of the filter that found a connector by itself. */
    public static final String METRICS = "io.sprockets.statsd.servlet.metrics";

    private @Nullable HttpMetrics metrics; // null before init, and if there is no connector
    private @Nullable RequestNaming naming;

    /**
     * A filter that records with the connector of {@link StatsdContextListener}, and does nothing if there is none. Its
     * init parameters are {@code naming}, {@code servlet} (the default) or {@code mapping}, and {@code tags}, {@code
     * true} if handler, method and status are to be tags of one timer.
     */
    public StatsdFilter() {}

    /** A filter that records with these metrics, and asks this naming only. */
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
