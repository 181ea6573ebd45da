package io.sprockets.statsd.spring;

import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.util.ClassUtils;
import org.springframework.web.method.HandlerMethod;

/** The class in the source code, behind all proxies and wrappers. */
final class HandlerType {
    private HandlerType() {}

    static @Nullable Class<?> of(@Nullable Object handler) {
        Class<?> type = Matched.type(handler);
        if (handler == null || type == null) {
            return null;
        }
        if (Proxy.isProxyClass(type)) {
            return behindProxy(handler);
        }
        Object wrapped = WebSocketHandlers.unwrap(handler);
        return ClassUtils.getUserClass(wrapped == null ? type : wrapped.getClass());
    }

    /** Whether it is one of Spring's own; the pet clinic is an application like any other. */
    static boolean isOfFramework(Class<?> type) {
        return type.getName().startsWith("org.springframework.")
                && !type.getName().startsWith("org.springframework.samples.");
    }

    private static Class<?> behindProxy(Object handler) {
        if (!(handler instanceof HandlerMethod method)) {
            return AopProxyUtils.ultimateTargetClass(handler);
        }
        Class<?> target = AopProxyUtils.ultimateTargetClass(
                method.createWithResolvedBean().getBean());
        return Proxy.isProxyClass(target)
                ? method.getMethod().getDeclaringClass()
                : target; // of whomever, not of Spring
    }
}
