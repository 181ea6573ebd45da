package io.sprockets.statsd.micrometer;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.config.NamingConvention;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A bound instrument under the name that the registry's naming convention makes. When the convention is replaced, the
 * next call makes the instrument anew; when the meter is removed, an instrument that does nothing takes its place. Any
 * thread may use it.
 */
final class Bound<I> {
    private final MeterRegistry.Config config;
    private final Function<NamingConvention, I> maker;
    private volatile Made<I> made;

    Bound(MeterRegistry.Config config, Function<NamingConvention, I> maker) {
        this.config = config;
        this.maker = maker;
        this.made = make(config.namingConvention());
    }

    I get() {
        Made<I> current = made;
        return current.convention == config.namingConvention() ? current.instrument : renamed();
    }

    /** From now on calls go there. */
    synchronized void end(I nothing) {
        made = new Made<>(null, nothing);
    }

    private synchronized I renamed() {
        if (made.convention != null) {
            made = make(config.namingConvention());
        }
        return made.instrument;
    }

    private Made<I> make(NamingConvention convention) {
        return new Made<>(convention, maker.apply(convention));
    }

    /** @param convention null once the meter is removed */
    private record Made<I>(@Nullable NamingConvention convention, I instrument) {}
}
