package io.sprockets.statsd.servlet;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The connection of an exchange that failed, and whether it was this connection that broke. The exception alone does
 * not show that: one from another server, or from another exchange, has the same class. So the container is asked about
 * this connection.
 */
final class Wire {
    private Wire() {}

    /** Whether a response that has begun cannot continue because the client is gone. */
    static boolean isOutputBroken(HttpServletResponse response) {
        return Boolean.TRUE.equals(Tomcat.isOutputBroken(response)) || isFlushBroken(response);
    }

    /** The same when nothing was thrown: in Jetty the application may just have closed a response that is complete. */
    static boolean isOutputGone(HttpServletRequest request, HttpServletResponse response) {
        return isOutputBroken(response) && (!Jetty.serves(request) || Jetty.isClosedThere(request));
    }

    private static boolean isFlushBroken(HttpServletResponse response) {
        try {
            response.flushBuffer(); // Tomcat throws again what it met before
            return Boolean.TRUE.equals(
                    ask(response.getOutputStream(), "isClosed")); // as Jetty's is after a failed write
        } catch (IOException gone) {
            return true;
        } catch (IllegalStateException textOrNonBlocking) {
            return isWriterBroken(response);
        }
    }

    private static boolean isWriterBroken(HttpServletResponse response) {
        try {
            return response.getWriter().checkError();
        } catch (IOException gone) {
            return true;
        } catch (IllegalStateException nonBlocking) {
            return false; // its listener gets the end
        }
    }

    /**
     * Whether the request did not come to its end.
     *
     * @param thrown then, by the container or by the application, because of that or for another reason
     */
    static boolean isInputBroken(Throwable thrown, HttpServletRequest request) {
        if (Jetty.serves(request)) {
            boolean answered = Failure.isAnswered(thrown);
            return (Jetty.isInputBroken(request) && (!answered || Failure.isOfClient(thrown, true)))
                    || (answered && hasBody(request) && Jetty.isClosedThere(request)); // it has read a form itself
        }
        Boolean broken = Tomcat.isInputBroken(request);
        return broken != null ? broken : Failure.isOfClient(thrown, false) && !isFinished(request);
    }

    /** Whether the request did not come to its end because the client left, though nothing was thrown at the filter. */
    static boolean isInputGone(HttpServletRequest request) {
        return hasBody(request)
                && (Jetty.serves(request)
                        ? Jetty.isInputBroken(request) && Jetty.isClosedThere(request)
                        : Boolean.TRUE.equals(Tomcat.isInputBroken(request)));
    }

    private static boolean hasBody(HttpServletRequest request) {
        return request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null;
    }

    private static boolean isFinished(HttpServletRequest request) {
        try {
            return request.getInputStream().isFinished();
        } catch (IOException | IllegalStateException text) {
            return false; // nothing speaks against the exception
        }
    }

    /** What a container's class says; null if it is not that container's. None of them can be compiled against. */
    private static @Nullable Boolean ask(Object stream, String question) {
        try {
            return (Boolean) stream.getClass().getMethod(question).invoke(stream);
        } catch (ReflectiveOperationException another) {
            return null;
        }
    }
}
