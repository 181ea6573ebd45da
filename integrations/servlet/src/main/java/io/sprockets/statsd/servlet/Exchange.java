package io.sprockets.statsd.servlet;

import io.sprockets.statsd.http.RequestTimer;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * One request on its way through the filters, over all its dispatches. The container calls it from one thread at a time,
 * though not always from the same one.
 */
final class Exchange implements AsyncListener {
    /** Marks a request that is measured. */
    static final String ATTRIBUTE = "io.sprockets.statsd.servlet.exchange";

    private final RequestTimer timer;
    private final RequestNaming naming;
    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private volatile @Nullable String handler;
    private volatile int failure; // the status that the container will answer with; 0 if nothing was thrown
    private volatile boolean aborted; // it failed when the response was on its way, or nobody waited for it

    Exchange(RequestTimer timer, RequestNaming naming, HttpServletRequest request, HttpServletResponse response) {
        this.timer = timer;
        this.naming = naming;
        this.request = request;
        this.response = response;
    }

    /** The first dispatch. */
    void run(FilterChain chain) throws IOException, ServletException {
        try {
            resume(chain, request, response);
        } finally {
            handler = naming.handler(request, response); // before an error page takes over the request's attributes
            boolean switched = response.getStatus() == HttpServletResponse.SC_SWITCHING_PROTOCOLS;
            if (request.isAsyncStarted() && !switched) { // Jetty lets a connection of another protocol be asynchronous
                request.getAsyncContext().addListener(this);
            } else {
                end(failure != 0 ? failure : response.getStatus());
            }
        }
    }

    /** An asynchronous dispatch; {@link #onComplete} comes when there are no more. */
    void resume(FilterChain chain, ServletRequest request, ServletResponse response)
            throws IOException, ServletException {
        try {
            chain.doFilter(request, response);
        } catch (Throwable thrown) {
            fail(thrown);
            throw thrown;
        }
    }

    @Override
    public void onComplete(AsyncEvent event) {
        int status = response.getStatus();
        end(failure != 0 && status < HttpServletResponse.SC_BAD_REQUEST ? failure : status);
    }

    @Override
    public void onError(AsyncEvent event) {
        fail(event.getThrowable());
    }

    /** What the client is told is decided later, see {@link #onComplete}. */
    @Override
    public void onTimeout(AsyncEvent event) {}

    /** A new asynchronous cycle forgets the listeners of the one before. */
    @Override
    public void onStartAsync(AsyncEvent event) {
        event.getAsyncContext().addListener(this);
    }

    private void fail(Throwable thrown) {
        if (failure == 0) { // later the container's own answer is on its way
            aborted = response.isCommitted() || Failure.isOfClient(thrown);
            failure = Failure.status(thrown);
        }
    }

    private void end(int status) {
        if (aborted || naming.isAborted(request)) {
            timer.abort(handler);
        } else {
            timer.end(handler, status);
        }
    }
}
