package io.sprockets.statsd.servlet;

import jakarta.servlet.ServletInputStream;
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

    /** Whether it was thrown because the request's body did not come to its end. */
    static boolean isReadFailure(Throwable thrown, HttpServletRequest request) {
        return Failure.isOfClient(thrown, Jetty.serves(request)) && isInputBroken(request);
    }

    private static boolean isInputBroken(HttpServletRequest request) {
        try {
            ServletInputStream body = request.getInputStream();
            Boolean failed = ask(body, "isError"); // of Jetty, where a body is finished only when its end has been read
            return failed != null ? failed : !body.isFinished();
        } catch (IOException | IllegalStateException text) {
            return true; // nothing speaks against the exception
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
