package io.sprockets.statsd.servlet;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.ServletResponseWrapper;
import java.lang.reflect.Field;
import java.net.SocketTimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * What Tomcat knows of an exchange and does not tell a web application: the exceptions that it met itself, in reading
 * and in writing. Its classes are known by name, since a web application does not see them. Where they are modules, or
 * of another container, this stays unknown.
 */
final class Tomcat {
    private static final String ERROR = "jakarta.servlet.error.exception";

    private Tomcat() {}

    /** Whether the request's body broke off; null if unknown. A malformed or too slow one is answered. */
    static @Nullable Boolean isInputBroken(ServletRequest request) {
        Object core = core(request);
        if (core == null) {
            return null;
        }
        Object failure = ask(core, "getErrorException");
        return failure != null
                && !(failure instanceof SocketTimeoutException)
                && !failure.getClass().getSimpleName().equals("BadRequestException");
    }

    /** Whether the response could not be written; null if unknown. */
    static @Nullable Boolean isOutputBroken(ServletResponse response) {
        ServletResponse bare = response;
        while (bare instanceof ServletResponseWrapper wrapper) {
            bare = wrapper.getResponse();
        }
        Object core = behind(bare, "ResponseFacade", "response", "getCoyoteResponse");
        return core == null ? null : ask(core, "getErrorException") != null;
    }

    /** Whether the application has listeners for non-blocking input or output. */
    static boolean hasListeners(ServletRequest request) {
        Object core = core(request);
        Object response = core == null ? null : ask(core, "getResponse");
        return core != null
                && response != null
                && (ask(core, "getReadListener") != null || ask(response, "getWriteListener") != null);
    }

    /** Whether it has noted a failure of the connection; an exception in such a listener is noted in the same place. */
    static boolean hasFailure(ServletRequest request) {
        Object core = core(request);
        try {
            return core != null
                    && core.getClass().getMethod("getAttribute", String.class).invoke(core, ERROR) != null;
        } catch (ReflectiveOperationException another) {
            return false;
        }
    }

    /** Whether an asynchronous request has neither been completed nor dispatched, so that it may just be dropped. */
    static boolean isLeft(ServletRequest request) {
        return Boolean.FALSE.equals(connector(request, "isAsyncCompleting"))
                && Boolean.FALSE.equals(connector(request, "isAsyncDispatching"));
    }

    private static @Nullable Object core(ServletRequest request) {
        return connector(request, "getCoyoteRequest");
    }

    /** What the request says that is behind those of the application. */
    private static @Nullable Object connector(ServletRequest request, String question) {
        ServletRequest bare = request;
        while (bare instanceof ServletRequestWrapper wrapper) {
            bare = wrapper.getRequest();
        }
        return behind(bare, "RequestFacade", "request", question);
    }

    private static @Nullable Object behind(Object facade, String type, String field, String getter) {
        Class<?> known = facade.getClass();
        if (!known.getName().equals("org.apache.catalina.connector." + type)) {
            return null;
        }
        try {
            Field behind = known.getDeclaredField(field);
            behind.setAccessible(true);
            Object connector = behind.get(facade);
            return connector == null ? null : ask(connector, getter);
        } catch (ReflectiveOperationException | RuntimeException modular) {
            return null;
        }
    }

    private static @Nullable Object ask(Object object, String question) {
        try {
            return object.getClass().getMethod(question).invoke(object);
        } catch (ReflectiveOperationException another) { // none of the versions that this knows
            return null;
        }
    }
}
