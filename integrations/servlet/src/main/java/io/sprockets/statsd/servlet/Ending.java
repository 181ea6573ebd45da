package io.sprockets.statsd.servlet;

import io.sprockets.statsd.http.RequestTimer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/**
 * How a request ends in which something was thrown.
 *
 * @param status what the container answers; only if it is {@link Kind#ANSWERED}
 */
record Ending(Kind kind, int status) {
    static final Ending ABORTED = new Ending(Kind.ABORTED, 0);
    static final Ending FAILED = new Ending(Kind.FAILED, 0);

    enum Kind {
        /** The container makes a response of it. */
        ANSWERED,
        /** The client left. */
        ABORTED,
        /** The response broke off here. */
        FAILED
    }

    /** What comes of an exception that no filter and no framework caught. */
    static Ending of(Throwable thrown, HttpServletRequest request, HttpServletResponse response) {
        if (isOfClient(thrown, request, response)) {
            return ABORTED;
        }
        int told = response.getStatus();
        if (response.isCommitted() && !isError(told)) {
            return FAILED;
        }
        boolean isTold = response.isCommitted() && Jetty.serves(request); // others let the exception win over the error
        return new Ending(Kind.ANSWERED, isTold ? told : Failure.status(thrown));
    }

    /** The outcome after an exception that a framework caught; null if the response shows it. */
    static @Nullable Ending of(RequestNaming.Caught caught, HttpServletRequest request, HttpServletResponse response) {
        if (isOfClient(caught.thrown(), request, response)) {
            return ABORTED;
        }
        boolean begun = response.isCommitted() && !isError(response.getStatus());
        return begun && !caught.answered() ? FAILED : null;
    }

    /** Whether it was thrown because the client of this exchange left, within its request or within a response. */
    private static boolean isOfClient(Throwable thrown, HttpServletRequest request, HttpServletResponse response) {
        return Wire.isInputBroken(thrown, request)
                || (response.isCommitted() && !isError(response.getStatus()) && Wire.isOutputBroken(response));
    }

    /** Containers call the response to an error committed when they have yet to make its page. */
    static boolean isError(int status) {
        return status >= HttpServletResponse.SC_BAD_REQUEST;
    }

    /** @param status of the response; an error status overrides that of the exception */
    void end(RequestTimer timer, @Nullable String handler, int status) {
        switch (kind) {
            case ANSWERED -> timer.end(handler, isError(status) ? status : this.status);
            case ABORTED -> timer.abort(handler);
            case FAILED -> timer.fail(handler);
        }
    }

    /** Whether the container has nothing left to answer, so that nothing else will report the end. */
    boolean isFinal() {
        return kind != Kind.ANSWERED;
    }
}
