package io.sprockets.statsd.compare;

import static java.lang.invoke.MethodType.methodType;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;

/**
 * java-statsd-client. Its classes have the names of the Datadog client's, but other methods; so it is called through
 * handles, which are constants and cost nothing.
 */
final class TimgroupClient implements Client {
    private static final MethodHandle NEW;
    private static final MethodHandle INCREMENT;

    static {
        try {
            Class<?> type = Class.forName("com.timgroup.statsd.NonBlockingStatsDClient");
            MethodHandles.Lookup lookup = MethodHandles.publicLookup();
            NEW = lookup.findConstructor(type, methodType(void.class, String.class, String.class, int.class))
                    .asType(methodType(Object.class, String.class, String.class, int.class));
            INCREMENT = lookup.findVirtual(type, "increment", methodType(void.class, String.class))
                    .asType(methodType(void.class, Object.class, String.class));
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Object statsd;
    private final String[] names;

    TimgroupClient(Server server, String[] names) {
        this.names = names;
        try {
            this.statsd = (Object) NEW.invokeExact(Names.PREFIX, Server.HOST, server.port());
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public int record(int name) {
        try {
            INCREMENT.invokeExact(statsd, names[name]);
            return 1;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
