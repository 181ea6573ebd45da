package io.sprockets.statsd.faults;

import static io.sprockets.statsd.faults.Faulty.awaitThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.sprockets.statsd.StatsdConnector;
import io.sprockets.statsd.testing.StatsdServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A connector outlives the code that starts it, and keeps nothing of it; stopped, it keeps next to nothing at all. */
@ExtendWith(Table.class)
class InheritanceTest {
    private static final int LINES = 200_000; // about 3 MB
    private static final long SOME = 1 << 20; // bytes, more than the buffers of a server that is embedded
    private static final Duration GC_PAUSE = Duration.ofMillis(50);

    private StatsdServer server;

    @BeforeEach
    void startServer() throws IOException {
        server = StatsdServer.start();
        Hosts.name(server.host());
    }

    @AfterEach
    void stopServer() throws IOException {
        server.close();
        Hosts.forget();
    }

    /** The web application whose request has started it is undeployed, and the connector runs on. */
    @Test
    void aConnectorThatRunsDoesNotHoldTheApplicationThatStartedIt(Scenario scenario) throws Exception {
        try (StatsdConnector statsd =
                StatsdConnector.builder().host(Hosts.NAME).port(server.port()).build()) {
            WeakReference<ClassLoader> application = startFromAnApplication(statsd);
            awaitThat("a line").until(() -> server.linesReceived() > 0);
            awaitCollected(application);
            statsd.incr("afterwards");
            statsd.close();
            scenario.assertClosed(statsd, 2);
            scenario.delivered(server.linesReceived());
            assertThat(server.linesReceived()).isEqualTo(2);
        }
    }

    @Test
    void aStoppedConnectorKeepsNoThreadAndNoBacklog(Scenario scenario) {
        long before = directBytes();
        server.refuse();
        StatsdConnector statsd = StatsdConnector.builder()
                .host(Hosts.NAME)
                .port(server.port())
                .queueBytes(1 << 23)
                .backlogBytes(1 << 24)
                .stopTimeout(Duration.ZERO)
                .build();
        statsd.start();
        for (int i = 0; i < LINES; i++) {
            statsd.incr("line." + i);
        }
        awaitThat("the backlog has grown").until(() -> directBytes() > before + 2 * SOME);
        WeakReference<Thread> sender = new WeakReference<>(Faulty.senders().get(0));
        long most = directBytes();
        statsd.close();
        awaitCollected(sender);
        awaitThat("the backlog is freed").pollInterval(GC_PAUSE).until(() -> {
            System.gc();
            return directBytes() < before + SOME;
        });

        scenario.assertClosed(statsd, LINES);
        scenario.note("%d KiB in direct buffers before the stop, %d KiB after it"
                .formatted((most - before) >> 10, (directBytes() - before) >> 10));
    }

    private static WeakReference<ClassLoader> startFromAnApplication(StatsdConnector statsd) throws Exception {
        Application application = new Application();
        Consumer<StatsdConnector> request = application.request();
        Thread thread = new Thread(() -> request.accept(statsd), "request");
        thread.setContextClassLoader(application);
        thread.start();
        thread.join();
        return new WeakReference<>(application);
    }

    private static void awaitCollected(WeakReference<?> reference) {
        awaitThat("nothing refers to it").pollInterval(GC_PAUSE).until(() -> {
            System.gc();
            return reference.refersTo(null);
        });
    }

    /**
     * Bytes in direct buffers, of which a backlog is made. The heap says little: each class that is loaded is on it.
     */
    private static long directBytes() {
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct"))
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
    }

    /** The class loader of a web application, which has one class. */
    private static final class Application extends ClassLoader {
        Application() {
            super(InheritanceTest.class.getClassLoader());
        }

        @SuppressWarnings("unchecked")
        Consumer<StatsdConnector> request() throws ReflectiveOperationException {
            String name = Request.class.getName();
            String file = "/" + name.replace('.', '/') + ".class";
            try (InputStream in = Objects.requireNonNull(InheritanceTest.class.getResourceAsStream(file))) {
                byte[] code = in.readAllBytes();
                return (Consumer<StatsdConnector>)
                        defineClass(name, code, 0, code.length).getConstructor().newInstance();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** What the application does in a request: it starts the connector, while a value for threads to inherit is set. */
    public static final class Request implements Consumer<StatsdConnector> {
        private static final InheritableThreadLocal<Object> USER = new InheritableThreadLocal<>();

        @Override
        public void accept(StatsdConnector statsd) {
            USER.set(this);
            statsd.incr("first");
            statsd.start();
        }
    }
}
