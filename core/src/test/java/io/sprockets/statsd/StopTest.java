package io.sprockets.statsd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sprockets.statsd.testing.StatsdServer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What others make depend on a stop or a start, and how often they ask for it, is their own affair. */
@Timeout(60)
class StopTest {
    private static final long PATIENCE = 60; // seconds

    private final CountDownLatch end = new CountDownLatch(1);
    private StatsdServer server;
    private StatsdConnector statsd;

    @BeforeEach
    void start() {
        server = StatsdServer.start();
        statsd = builder().build();
        statsd.start().join();
        await().until(() -> statsd.stats().connected());
    }

    @AfterEach
    void end() {
        end.countDown();
        statsd.close();
        server.close();
    }

    @Test
    void whatDependsOnAStartDuringAStopHoldsNothingUp() throws Exception {
        server.stall(); // so that the stop takes its time
        statsd.incr("waits");
        CompletableFuture<StopReport> stopped = statsd.stop();
        CompletableFuture<Void> held = statsd.start().thenRun(this::block);
        CompletableFuture.runAsync(statsd::close).get(PATIENCE, TimeUnit.SECONDS);
        stopped.get(PATIENCE, TimeUnit.SECONDS);
        statsd.stop().get(PATIENCE, TimeUnit.SECONDS);
        assertThat(held).isNotDone();
        assertThat(threads("statsd-sender")).isEmpty();
    }

    @Test
    void whatDependsOnOneStopDoesNotHoldUpAnother() throws Exception {
        server.stall();
        statsd.incr("waits");
        List<CompletableFuture<Void>> held = IntStream.range(0, 20)
                .mapToObj(i -> statsd.stop().thenRun(this::block))
                .toList();
        CompletableFuture<StopReport> stopped = statsd.stop();
        CompletableFuture<Void> started = statsd.start();
        stopped.get(PATIENCE, TimeUnit.SECONDS);
        started.get(PATIENCE, TimeUnit.SECONDS);
        CompletableFuture.runAsync(statsd::close).get(PATIENCE, TimeUnit.SECONDS);
        assertThat(held).noneMatch(CompletableFuture::isDone);
    }

    @Test
    void aHundredStopsDoNotTakeAHundredThreads() throws Exception {
        server.stall();
        statsd.incr("waits");
        List<CompletableFuture<StopReport>> stops =
                IntStream.range(0, 100).mapToObj(i -> statsd.stop()).toList();
        assertThat(threads("statsd-stop")).hasSizeLessThanOrEqualTo(2); // one that watches, one that answers
        for (CompletableFuture<StopReport> stopped : stops) {
            stopped.get(PATIENCE, TimeUnit.SECONDS);
        }
    }

    @Test
    @SuppressWarnings("ThreadPriorityCheck") // it is what must not be inherited
    void itsThreadsAreNotThoseOfTheGroupThatStartsThem() throws Exception {
        statsd.close();
        ThreadGroup group = new ThreadGroup("of an application");
        Thread starter = new Thread(group, () -> statsd.start().join());
        starter.setPriority(Thread.MIN_PRIORITY);
        starter.start();
        starter.join();
        assertThat(threads("statsd-sender"))
                .hasSize(1)
                .allMatch(thread -> thread.getPriority() == Thread.NORM_PRIORITY)
                .noneMatch(thread -> group.parentOf(thread.getThreadGroup()));
    }

    @Test
    void aListenerThatIsGivenUpOnIsToldOfNothingMore() throws Exception {
        CountDownLatch told = new CountDownLatch(1);
        StatsdConnector other = builder()
                .listener(new ConnectorListener() {
                    @Override
                    public void dropped(DropReason reason, long metrics) {
                        told.countDown();
                        block();
                    }
                })
                .build();
        other.incr("never");
        other.stop().get(PATIENCE, TimeUnit.SECONDS);
        assertThat(told.await(PATIENCE, TimeUnit.SECONDS)).isTrue();
        other.incr("late");
        other.stop().get(PATIENCE, TimeUnit.SECONDS);
        await("only one thread is held up by it")
                .until(() -> threads("statsd-stop").size() == 1);
        Ledger.assertClosed(other, 2);
    }

    private StatsdConnector.Builder builder() {
        return StatsdConnector.builder().host(server.host()).port(server.port()).stopTimeout(Duration.ofMillis(300));
    }

    private void block() {
        try {
            end.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static List<Thread> threads(String name) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(name))
                .toList();
    }
}
