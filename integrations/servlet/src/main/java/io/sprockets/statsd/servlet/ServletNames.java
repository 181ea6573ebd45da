package io.sprockets.statsd.servlet;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What the servlets of an application are called: by the name each was given, and those that were given none by the
 * simple name of their class, or its full name if another servlet is called that. Immutable; any thread may use it.
 */
final class ServletNames {
    private static final String ATTRIBUTE = "io.sprockets.statsd.servlet.names";

    private final Map<String, String> byRegistration = new HashMap<>();

    private ServletNames(ServletContext context) {
        Map<String, String> classes = new HashMap<>();
        context.getServletRegistrations().forEach((name, servlet) -> classes.put(name, unnamed(name, servlet)));
        Set<String> taken = new HashSet<>();
        Set<String> shared = new HashSet<>();
        for (String claim : claims(classes)) {
            if (!taken.add(simple(claim))) {
                shared.add(simple(claim));
            }
        }
        classes.forEach((name, type) ->
                byRegistration.put(name, type.isEmpty() ? name : shared.contains(simple(type)) ? type : simple(type)));
    }

    /** @param name as the container knows it */
    static String of(ServletContext context, String name) {
        if (name.indexOf('.') < 0) {
            return name;
        }
        ServletNames names = (ServletNames) context.getAttribute(ATTRIBUTE);
        if (names == null) {
            names = new ServletNames(context);
            context.setAttribute(ATTRIBUTE, names); // a benign race: another one says the same
        }
        return names.byRegistration.getOrDefault(name, name);
    }

    /** The class of a servlet whose name a container made of it; Jetty adds a random number. Empty for others. */
    private static String unnamed(String name, ServletRegistration servlet) {
        String type = servlet.getClassName();
        return type != null && (name.equals(type) || name.startsWith(type + "-")) ? type : "";
    }

    /** A class counts once, however often it is registered. */
    private static Set<String> claims(Map<String, String> classes) {
        Set<String> claims = new HashSet<>(classes.values());
        classes.forEach((name, type) -> {
            if (type.isEmpty()) {
                claims.add(name);
            }
        });
        claims.remove("");
        return claims;
    }

    private static String simple(String type) {
        String last = type.substring(type.lastIndexOf('.') + 1);
        String nested = last.substring(last.lastIndexOf('$') + 1);
        return nested.isEmpty() || !Character.isJavaIdentifierStart(nested.charAt(0)) ? last : nested;
    }
}
