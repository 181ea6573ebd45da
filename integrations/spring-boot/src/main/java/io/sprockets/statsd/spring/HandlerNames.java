package io.sprockets.statsd.spring;

import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.framework.autoproxy.AutoProxyUtils;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.stereotype.Controller;
import org.springframework.util.ClassUtils;
import org.springframework.util.function.SingletonSupplier;

/**
 * What the classes of an application that answer requests are called: by their simple names, and those that share one
 * by their full names. Which these are is known before the first request, so a name does not depend on who is asked
 * first. Any thread may use it.
 */
final class HandlerNames {
    private static final Set<String> FUNCTIONS = Set.of(
            "org.springframework.web.servlet.function.HandlerFunction",
            "org.springframework.web.reactive.function.server.HandlerFunction");
    private static final String NONE = "";

    private final Map<Class<?>, String> names = new ConcurrentHashMap<>();
    private final Map<String, Class<?>> owners =
            new ConcurrentHashMap<>(); // of simple names, for what is no controller
    private final SingletonSupplier<Set<String>> shared; // simple names of several controllers

    HandlerNames(ConfigurableListableBeanFactory beans) {
        this.shared = SingletonSupplier.of(() -> shared(beans));
    }

    /** Null if the handler's class says no more than its route. */
    @Nullable
    String of(@Nullable Object handler) {
        Class<?> type = HandlerType.of(handler);
        if (type == null) {
            return null;
        }
        String known = names.get(type);
        String name = known != null ? known : added(type);
        return name.equals(NONE) ? null : name;
    }

    private String added(Class<?> type) {
        String name = name(type);
        names.put(type, name);
        return name;
    }

    private String name(Class<?> type) {
        boolean nameless = type.isHidden() || type.isSynthetic() || type.isAnonymousClass();
        if (nameless || HandlerType.isOfFramework(type) || isFunction(type)) {
            return NONE;
        }
        String simple = type.getSimpleName();
        boolean alone = !shared.obtain().contains(simple) && owners.computeIfAbsent(simple, s -> type) == type;
        return alone ? simple : type.getName();
    }

    /** A router function may have its own class, but no longer when the router has a filter. */
    private static boolean isFunction(Class<?> type) {
        return ClassUtils.getAllInterfacesForClassAsSet(type).stream()
                .anyMatch(face -> FUNCTIONS.contains(face.getName()));
    }

    private static Set<String> shared(ConfigurableListableBeanFactory beans) {
        Set<String> seen = new HashSet<>();
        return Stream.of(beans.getBeanNamesForAnnotation(Controller.class))
                .map(bean -> AutoProxyUtils.determineTargetClass(beans, bean))
                .filter(Objects::nonNull)
                .map(ClassUtils::getUserClass)
                .distinct()
                .map(Class::getSimpleName)
                .filter(name -> !seen.add(name))
                .collect(Collectors.toUnmodifiableSet());
    }
}
