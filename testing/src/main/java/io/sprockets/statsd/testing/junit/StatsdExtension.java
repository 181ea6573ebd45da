package io.sprockets.statsd.testing.junit;

import static java.util.Objects.requireNonNull;

import io.sprockets.statsd.testing.StatsdServer;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Runs a {@link StatsdServer} for the tests of a class and its nested classes, and stops it after the last one. Before
 * each test the server forgets what it received and recovers from faults. {@link StatsdTest} keeps tests of one class
 * from running in parallel; with {@code @ExtendWith} you have to do that yourself.
 */
public final class StatsdExtension implements BeforeEachCallback, ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(StatsdExtension.class);

    /** Called by JUnit. */
    public StatsdExtension() {}

    @Override
    public void beforeEach(ExtensionContext context) {
        StatsdServer server = server(context);
        server.recover();
        server.clear();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == StatsdServer.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return server(context);
    }

    @SuppressWarnings("deprecation") // what takes its place is not there before JUnit 6
    private static StatsdServer server(ExtensionContext context) {
        ExtensionContext outermost = outermostClass(context);
        boolean strict = outermost
                .getTestClass()
                .flatMap(tests -> AnnotationSupport.findAnnotation(tests, StatsdTest.class))
                .map(StatsdTest::strict)
                .orElse(false);
        Running running = outermost
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(
                        Running.class,
                        key -> new Running(StatsdServer.builder().strict(strict).start()),
                        Running.class);
        return requireNonNull(running).server;
    }

    private static ExtensionContext outermostClass(ExtensionContext context) {
        return context.getParent()
                .filter(parent -> parent.getTestClass().isPresent())
                .map(StatsdExtension::outermostClass)
                .orElse(context);
    }

    @SuppressWarnings("deprecation") // before JUnit 5.13 only the former is closed
    private static final class Running implements ExtensionContext.Store.CloseableResource, AutoCloseable {
        private final StatsdServer server;

        Running(StatsdServer server) {
            this.server = server;
        }

        @Override
        public void close() {
            server.close();
        }
    }
}
