package io.sprockets.statsd.spring;

import org.springframework.context.annotation.ImportSelector;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.util.ClassUtils;

/** Adds the server of {@link AutoConfigureStatsd#server}. */
final class TestServerSelector implements ImportSelector {
    private static final String SERVER = "io.sprockets.statsd.testing.StatsdServer";
    private static final String CONFIGURATION = "io.sprockets.statsd.spring.TestServerConfiguration";

    TestServerSelector() {}

    @Override
    public String[] selectImports(AnnotationMetadata test) {
        MergedAnnotation<AutoConfigureStatsd> asked = test.getAnnotations().get(AutoConfigureStatsd.class);
        if (!asked.isPresent() || !asked.getBoolean("server")) {
            return new String[0];
        }
        if (!ClassUtils.isPresent(SERVER, getClass().getClassLoader())) {
            throw new IllegalStateException(
                    "@AutoConfigureStatsd(server = true) needs sprockets-statsd-testing on the class path");
        }
        return new String[] {CONFIGURATION}; // by name, since it needs that server's class
    }
}
