package io.sprockets.statsd.servlet;

import jakarta.servlet.ServletException;
import jakarta.servlet.UnavailableException;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What containers make of an exception that passes all filters; they decide it when the filters have returned. Their
 * classes are known by name, since only one of the containers is there. Jetty looks at all causes, Tomcat at what a
 * servlet had to wrap.
 */
final class Failure {
    private static final String JETTYS_CLIENT_LEFT = "org.eclipse.jetty.io.EofException";
    private static final String TOMCATS_CLIENT_LEFT = "org.apache.catalina.connector.ClientAbortException";

    /** Exceptions of Tomcat and Jetty with a status, and how they call it; the first one is always a 400. */
    private static final Map<String, String> STATUSES = Map.of(
            "org.apache.coyote.BadRequestException", "",
            "org.apache.tomcat.util.http.InvalidParameterException", "getErrorCode",
            "org.eclipse.jetty.http.HttpException", "getCode");

    private Failure() {}

    /** Whether it is what the container throws when a client has left. */
    static boolean isOfClient(Throwable thrown, boolean jetty) {
        String left = jetty ? JETTYS_CLIENT_LEFT : TOMCATS_CLIENT_LEFT;
        return causes(thrown).anyMatch(cause -> types(cause).anyMatch(left::equals));
    }

    /** Whether the container has an answer of its own to it, since it is about what the client sent. */
    static boolean isAnswered(Throwable thrown) {
        return causes(thrown).anyMatch(cause -> isUnderstood(thrown, cause));
    }

    /** The status of the answer. */
    static int status(Throwable thrown) {
        return causes(thrown)
                .filter(cause -> isUnderstood(thrown, cause))
                .findFirst()
                .map(Failure::own)
                .orElse(HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
    }

    private static boolean isUnderstood(Throwable thrown, Throwable cause) {
        boolean near = cause == thrown || (thrown instanceof ServletException && cause == thrown.getCause());
        return cause instanceof UnavailableException
                || types(cause).anyMatch(type -> STATUSES.containsKey(type) && (near || type.contains(".jetty.")));
    }

    private static int own(Throwable cause) {
        if (cause instanceof UnavailableException unavailable) {
            return unavailable.isPermanent()
                    ? HttpServletResponse.SC_NOT_FOUND
                    : HttpServletResponse.SC_SERVICE_UNAVAILABLE;
        }
        String getter = types(cause)
                .flatMap(type -> Stream.ofNullable(STATUSES.get(type)))
                .findFirst()
                .orElse("");
        try {
            return (Integer) cause.getClass().getMethod(getter).invoke(cause);
        } catch (ReflectiveOperationException none) {
            return HttpServletResponse.SC_BAD_REQUEST;
        }
    }

    private static Stream<Throwable> causes(Throwable thrown) {
        return Stream.iterate(thrown, cause -> cause != null, Throwable::getCause)
                .limit(100); // a chain may be a ring
    }

    /** The names of its class, those above, and their interfaces. */
    private static Stream<String> types(Throwable thrown) {
        return Stream.<Class<?>>iterate(thrown.getClass(), type -> type != null, Class::getSuperclass)
                .flatMap(type -> Stream.concat(Stream.of(type), Stream.of(type.getInterfaces())))
                .map(Class::getName);
    }
}
