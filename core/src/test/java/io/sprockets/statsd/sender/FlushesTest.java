package io.sprockets.statsd.sender;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class FlushesTest {
    private final CompletableFuture<Boolean> ended = new CompletableFuture<>();

    @Test
    void await_leavesNothingBehindWhenTheTimeIsOver() {
        for (int i = 0; i < 100; i++) {
            CompletableFuture<Boolean> flush = new CompletableFuture<>();
            assertThat(Flushes.await(flush, ended, Duration.ZERO)).isFalse();
            assertThat(flush).isCompletedWithValue(false);
        }
        assertThat(ended.getNumberOfDependents()).isZero();
    }

    @Test
    void await_leavesNothingBehindWhenAllIsHandedOver() {
        assertThat(Flushes.await(CompletableFuture.completedFuture(true), ended, Duration.ofSeconds(1)))
                .isTrue();
        assertThat(ended.getNumberOfDependents()).isZero();
    }

    @Test
    void await_endsWithTheSender() {
        ended.complete(true);
        assertThat(Flushes.await(new CompletableFuture<>(), ended, Duration.ofSeconds(Long.MAX_VALUE)))
                .isFalse();
    }

    @Test
    void await_keepsAnInterrupt() {
        Thread.currentThread().interrupt();
        assertThat(Flushes.await(new CompletableFuture<>(), ended, Duration.ofSeconds(Long.MAX_VALUE)))
                .isFalse();
        assertThat(Thread.interrupted()).isTrue();
    }
}
