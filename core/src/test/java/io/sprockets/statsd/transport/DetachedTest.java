package io.sprockets.statsd.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Threads that keep nothing of the one that makes them. */
class DetachedTest {
    @Test
    @SuppressWarnings("ThreadPriorityCheck") // it is what must not be inherited
    void thread_inheritsNothing() throws Exception {
        ThreadGroup group = new ThreadGroup("of an application");
        CompletableFuture<Thread> made = new CompletableFuture<>();
        Thread maker = new Thread(group, () -> made.complete(Detached.thread("made", () -> {})));
        maker.setPriority(Thread.MIN_PRIORITY);
        maker.setContextClassLoader(new ClassLoader() {});
        maker.start();
        maker.join();
        Thread thread = made.join();
        assertThat(thread.getPriority()).isEqualTo(Thread.NORM_PRIORITY);
        assertThat(thread.getThreadGroup().getParent()).as("its group's parent").isNull();
        assertThat(thread.getContextClassLoader()).isEqualTo(Detached.class.getClassLoader());
        assertThat(thread.isDaemon()).isTrue();
        assertThat(thread.getName()).isEqualTo("made");
    }
}
