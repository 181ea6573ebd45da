package io.sprockets.statsd.spring;

import io.sprockets.statsd.spring.StatsdProperties.Naming;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ClassUtils;
import org.springframework.web.method.HandlerMethod;

/**
 * What a request was matched to.
 *
 * @param handler what answers it
 * @param pattern the template of its route
 */
record Matched(@Nullable Object handler, @Nullable String pattern) {
    private static final Set<String> RESOURCES = Set.of(
            "org.springframework.web.servlet.resource.ResourceHttpRequestHandler",
            "org.springframework.web.reactive.resource.ResourceWebHandler");
    private static final int NOT_FOUND = 404;

    /** The name of its handler, null if there is none; static files are {@code static} together. */
    @Nullable
    String name(Naming naming, int status) {
        if (isResource()) {
            return status == NOT_FOUND ? null : "static";
        }
        String type = naming == Naming.HANDLER ? typeName() : null;
        return type != null ? type : pattern;
    }

    private boolean isResource() {
        return handler != null && RESOURCES.contains(handler.getClass().getName());
    }

    /** Null if it has none that stays the same, as a lambda has not. */
    private @Nullable String typeName() {
        if (handler == null) {
            return null;
        }
        Class<?> type = ClassUtils.getUserClass(
                handler instanceof HandlerMethod method ? method.getBeanType() : handler.getClass());
        return type.isHidden() || type.isSynthetic() || type.isAnonymousClass() ? null : type.getSimpleName();
    }
}
