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
 * One request on its way through the filters, over all its dispatches. The container calls it from one thread at a
 * time, though not always from the same one.
 */
final class Exchange implements AsyncListener {
    /** Marks a request that is measured. */
    static final String ATTRIBUTE = "io.sprockets.statsd.servlet.exchange";

    private final RequestTimer timer;
    private final RequestNaming naming;
    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private volatile @Nullable String handler;
    private volatile @Nullable Ending ending; // of what was thrown first; null if nothing was
    private volatile boolean told; // Jetty has reported the end
    private volatile boolean listening; // the application does, for non-blocking input or output, in Tomcat
    private volatile int status; // of the response when it completed, or had begun as the time was over; 0 before

    Exchange(RequestTimer timer, RequestNaming naming, HttpServletRequest request, HttpServletResponse response) {
        this.timer = timer;
        this.naming = naming;
        this.request = request;
        this.response = response;
    }

    /** The first dispatch. */
    void run(FilterChain chain) throws IOException, ServletException {
        try {
            pass(chain, request, response);
        } finally {
            handler = naming.handler(request, response); // before an error page takes over the request's attributes
            boolean switched = response.getStatus() == HttpServletResponse.SC_SWITCHING_PROTOCOLS;
            if (request.isAsyncStarted() && !switched && !isOver()) { // of Jetty, another protocol is asynchronous
                request.getAsyncContext().addListener(this);
                told = Jetty.tellEnd(request, this::jettyEnds);
                listening = Tomcat.hasListeners(request);
            } else {
                end(ending == null ? response.getStatus() : 0);
            }
        }
    }

    /** An asynchronous dispatch; {@link #onComplete} comes when there are no more. */
    void resume(FilterChain chain, ServletRequest request, ServletResponse response)
            throws IOException, ServletException {
        try {
            pass(chain, request, response);
        } finally {
            endIfOver();
        }
    }

    private void pass(FilterChain chain, ServletRequest request, ServletResponse response)
            throws IOException, ServletException {
        try {
            chain.doFilter(request, response);
            RequestNaming.Caught caught = naming.caught(this.request);
            if (caught != null) {
                fail(Ending.of(caught, this.request, this.response));
            }
        } catch (Throwable thrown) {
            fail(Ending.of(thrown, this.request, this.response));
            throw thrown;
        }
    }

    @Override
    public void onComplete(AsyncEvent event) {
        boolean begun = status != 0;
        status = response.getStatus();
        if (Wire.isInputGone(request)) { // of which only the listener for the input was told
            fail(Ending.ABORTED);
        } else if (begun && Ending.isError(status)) { // which is Tomcat's, and too late for the client
            fail(Ending.FAILED);
        }
        if (!told) {
            end(status);
        }
    }

    /**
     * Called for an exception of a dispatch, which is known already; for a connection that broke between dispatches;
     * and for an exception of the application's listener for non-blocking input or output.
     */
    @Override
    public void onError(AsyncEvent event) {
        Throwable thrown = event.getThrowable();
        if (!listening && Tomcat.hasFailure(request)) {
            fail(Ending.ABORTED);
        } else if (thrown != null) {
            fail(Ending.of(thrown, request, response));
        }
        if (!listening && ending != null && Tomcat.isLeft(request)) {
            end(response.getStatus()); // it may hang up without a further word
        } else {
            endIfOver();
        }
    }

    /**
     * What the client gets is decided later. If the response has begun, the client may be gone, and Jetty has not
     * reported that before. An error that the application has just sent is no such response.
     */
    @Override
    public void onTimeout(AsyncEvent event) {
        if (!response.isCommitted() || Ending.isError(response.getStatus())) {
            return;
        }
        status = response.getStatus();
        if (Wire.isOutputGone(request, response)) {
            fail(Ending.ABORTED);
            endIfOver();
        }
    }

    /** A new asynchronous cycle forgets the listeners of the one before. */
    @Override
    public void onStartAsync(AsyncEvent event) {
        event.getAsyncContext().addListener(this);
    }

    private void jettyEnds(@Nullable Throwable failure) {
        Ending known = ending;
        if (failure != null && (known == null || !known.isFinal())) { // not even an error page could be sent
            ending = Jetty.isOurs(failure) ? Ending.FAILED : Ending.ABORTED;
        }
        end(status);
    }

    /** The first failure counts: later the container's own answer is on its way. */
    private void fail(@Nullable Ending failed) {
        if (ending == null) {
            ending = failed;
        }
    }

    private boolean isOver() {
        Ending known = ending;
        return known != null && known.isFinal();
    }

    private void endIfOver() {
        if (isOver()) {
            end(0);
        }
    }

    private void end(int status) {
        Ending known = ending;
        if (known == null) {
            timer.end(handler, status);
        } else {
            known.end(timer, handler, status);
        }
    }
}
