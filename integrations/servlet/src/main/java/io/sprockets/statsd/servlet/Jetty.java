package io.sprockets.statsd.servlet;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import java.lang.reflect.Method;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What is different in Jetty. It calls no {@code AsyncListener} when it gives up an asynchronous response after its
 * first bytes, and does not report whether all of a completed response could be sent; its own listeners learn both. Its
 * classes are known by name, since a web application does not see them.
 */
final class Jetty {
    private Jetty() {}

    /** Whether it is the container. */
    static boolean serves(ServletRequest request) {
        return bare(request).getClass().getName().startsWith("org.eclipse.jetty.");
    }

    /**
     * Has a listener called when all is over, with what went wrong or null.
     *
     * @return whether it will be; no other container does it
     */
    static boolean tellEnd(ServletRequest request, Consumer<@Nullable Throwable> listener) {
        if (!serves(request)) {
            return false;
        }
        ServletRequest bare = bare(request);
        try {
            Method core = bare.getClass().getMethod("getRequest");
            core.getReturnType()
                    .getMethod("addCompletionListener", core.getReturnType(), Consumer.class)
                    .invoke(null, core.invoke(bare), listener);
            return true;
        } catch (ReflectiveOperationException another) { // none of the versions that this knows
            return false;
        }
    }

    /** Whether the application wrote less than it had announced; all else that Jetty finds is of the connection. */
    static boolean isOurs(Throwable failure) {
        return String.valueOf(failure.getMessage()).startsWith("Insufficient content");
    }

    /** Whether the request's body broke off, however it was read, if it is Jetty. */
    static boolean isInputBroken(ServletRequest request) {
        try {
            Object body = core(request).getClass().getMethod("getHttpInput").invoke(core(request));
            return (Boolean) body.getClass().getMethod("isError").invoke(body);
        } catch (ReflectiveOperationException another) { // none of the versions that this knows
            return false;
        }
    }

    /** Whether the client has closed the connection, or its side of it. */
    static boolean isClosedThere(ServletRequest request) {
        try {
            Method data = core(request).getClass().getMethod("getConnectionMetaData");
            Method connection = data.getReturnType().getMethod("getConnection");
            Method end = connection.getReturnType().getMethod("getEndPoint");
            return (Boolean) end.getReturnType()
                    .getMethod("isInputShutdown")
                    .invoke(end.invoke(connection.invoke(data.invoke(core(request)))));
        } catch (ReflectiveOperationException another) {
            return false;
        }
    }

    private static Object core(ServletRequest request) throws ReflectiveOperationException {
        ServletRequest bare = bare(request);
        return bare.getClass().getMethod("getRequest").invoke(bare);
    }

    private static ServletRequest bare(ServletRequest request) {
        ServletRequest bare = request;
        while (bare instanceof ServletRequestWrapper wrapper) {
            bare = wrapper.getRequest();
        }
        return bare;
    }
}
