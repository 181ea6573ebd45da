package io.sprockets.statsd.testing.junit;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.parallel.ResourceLocksProvider;

/** Keeps tests that share a server, which are those of an outermost class, from running at the same time. */
final class OneTestAtATime implements ResourceLocksProvider {

    @Override
    public Set<Lock> provideForMethod(List<Class<?>> enclosing, Class<?> tests, Method test) {
        Class<?> outermost = enclosing.isEmpty() ? tests : enclosing.get(0);
        return Set.of(new Lock("StatsdServer of " + outermost.getName()));
    }
}
