package io.sprockets.statsd.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.SynchronousQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SearchTest {
    private final SynchronousQueue<Thread> asking = new SynchronousQueue<>();
    private final SynchronousQueue<Boolean> answer = new SynchronousQueue<>();

    @Test
    void thread_inheritsNothingAndIsADaemon() throws Exception {
        InheritableThreadLocal<String> tenant = new InheritableThreadLocal<>();
        List<@Nullable String> inherited = new ArrayList<>();
        tenant.set("of a request");
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try (URLClassLoader application = new URLClassLoader(new URL[0], before)) {
            Thread.currentThread().setContextClassLoader(application);
            Search search = Search.start(
                    "statsd",
                    host -> {
                        inherited.add(tenant.get());
                        return ask();
                    },
                    () -> {});
            Thread thread = asking.take();
            assertThat(thread.getContextClassLoader()).isEqualTo(ClassLoader.getSystemClassLoader());
            assertThat(thread.isDaemon()).isTrue();
            assertThat(search.isDone()).isFalse();
            answer.put(true);
            thread.join();
            assertThat(search.result()).hasSize(1);
            assertThat(inherited).containsOnlyNulls();
        } finally {
            Thread.currentThread().setContextClassLoader(before);
            tenant.remove();
        }
    }

    @Test
    void noThread_isAFailedAttemptAndTheNextOneAsksAgain() throws Exception {
        List<String> asked = new ArrayList<>();
        Host host = new Host("statsd", 1, name -> {
            asked.add(name);
            throw new OutOfMemoryError("unable to create native thread");
        });
        HostEndpoint endpoint = new HostEndpoint(List.of(host), 1, new SplittableRandom(1));
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> endpoint.next(0))
                    .isInstanceOf(UnknownHostException.class)
                    .hasMessageContaining("native thread");
        }
        assertThat(asked).hasSize(3);
    }

    private List<InetAddress> ask() {
        try {
            asking.put(Thread.currentThread());
            answer.take();
            return List.of(InetAddress.getLoopbackAddress());
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
