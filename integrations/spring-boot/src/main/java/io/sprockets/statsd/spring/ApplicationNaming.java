package io.sprockets.statsd.spring;

import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The application's own {@link RequestNaming}, if it has one; nothing that it throws reaches a request. */
final class ApplicationNaming {
    private static final Logger LOGGER = LoggerFactory.getLogger(RequestNaming.class);

    private final @Nullable RequestNaming naming;
    private final AtomicBoolean hasFailed = new AtomicBoolean();

    ApplicationNaming(@Nullable RequestNaming naming) {
        this.naming = naming;
    }

    /** Without one there is no need to describe the request. */
    boolean isPresent() {
        return naming != null;
    }

    @Nullable
    String name(NamedRequest request) {
        try {
            return naming == null ? request.name() : naming.name(request);
        } catch (RuntimeException failed) {
            if (hasFailed.compareAndSet(false, true)) {
                LOGGER.warn("The RequestNaming failed, and the request gets its default name; logged once", failed);
            }
            return request.name();
        }
    }
}
