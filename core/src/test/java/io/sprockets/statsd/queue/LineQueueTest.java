package io.sprockets.statsd.queue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LineQueueTest {
    private static final int CAPACITY = 64;
    private static final int LONGEST = 32;

    private final AtomicInteger wakes = new AtomicInteger();
    private final LineQueue queue = new LineQueue(CAPACITY, LONGEST, wakes::incrementAndGet);

    @Test
    void drain_givesLinesInOrder() {
        offer("a:1|c");
        offer("b:2|c");
        assertThat(drain()).containsExactly("a:1|c", "b:2|c");
        assertThat(drain()).isEmpty();
        assertThat(queue.drained()).isEqualTo(2);
    }

    @Test
    void claim_failsWhenFullAndWorksAgainAfterADrain() {
        int taken = 0;
        while (offer("0123456") >= 0) {
            taken++;
        }
        assertThat(taken).isEqualTo(CAPACITY / 8);
        assertThat(offer("x")).isEqualTo(LineQueue.FULL);
        assertThat(drain()).hasSize(taken);
        assertThat(offer("x")).isNotNegative();
    }

    @Test
    void claim_wakesTheConsumerPastHalf() {
        for (int i = 0; i < CAPACITY / 2 / 8; i++) {
            offer("0123456");
        }
        assertThat(wakes).hasValue(0);
        offer("x");
        assertThat(wakes).hasValue(1);
    }

    @Test
    void drain_stopsAtALineThatIsNotWritten() {
        offer("a");
        int start = queue.claim(4);
        offer("c");
        assertThat(drain()).containsExactly("a");
        assertThat(queue.isDrained()).isFalse();
        assertThat(queue.waitingBeyond(queue.settled())).isEqualTo(2);
        write(start, "bbb");
        assertThat(drain()).containsExactly("bbb", "c");
        assertThat(queue.isDrained()).isTrue();
    }

    @Test
    void drain_passesOverAnAbandonedClaim() {
        offer("a");
        int start = queue.claim(9);
        offer("c");
        Arrays.fill(queue.bytes(), start, start + 3, (byte) 'b');
        queue.abandon(start, start + 9);
        assertThat(drain()).containsExactly("a", "c");
        assertThat(queue.drained()).isEqualTo(2);
        assertThat(queue.settled()).isEqualTo(3);
        assertThat(queue.isDrained()).isTrue();
    }

    @Test
    void drain_takesOnlyWholeLinesThatFit() {
        offer("aaaa");
        offer("bbbb");
        ByteBuffer small = ByteBuffer.allocate(8);
        queue.drain(small);
        assertThat(lines(small)).containsExactly("aaaa");
        assertThat(drain()).containsExactly("bbbb");
    }

    @Test
    void close_refusesClaimsAndKeepsWhatWasClaimed() {
        offer("a");
        queue.close();
        assertThat(offer("b")).isEqualTo(LineQueue.CLOSED);
        assertThat(drain()).containsExactly("a");
        queue.open();
        assertThat(offer("c")).isNotNegative();
        assertThat(drain()).containsExactly("c");
    }

    @Test
    void linesStayWholeAroundTheEndOfTheRing() {
        SplittableRandom random = new SplittableRandom(5);
        Queue<String> expected = new ArrayDeque<>();
        long offered = 0;
        for (int round = 0; round < 200_000; round++) {
            String line = "x".repeat(random.nextInt(1, LONGEST - 1)) + round % 10;
            if (offer(line) >= 0) {
                expected.add(line);
                offered++;
            } else if (random.nextInt(3) > 0) {
                drain().forEach(drained -> assertThat(drained).isEqualTo(expected.poll()));
            }
        }
        drain().forEach(drained -> assertThat(drained).isEqualTo(expected.poll()));
        assertThat(expected).isEmpty();
        assertThat(queue.drained()).isEqualTo(offered);
    }

    private int offer(String line) {
        int start = queue.claim(line.length() + 1);
        if (start >= 0) {
            write(start, line);
        }
        return start;
    }

    private void write(int start, String line) {
        byte[] bytes = line.getBytes(UTF_8);
        System.arraycopy(bytes, 0, queue.bytes(), start, bytes.length);
        queue.publish(start + bytes.length + 1);
    }

    private List<String> drain() {
        ByteBuffer target = ByteBuffer.allocate(CAPACITY);
        queue.drain(target);
        return lines(target);
    }

    private static List<String> lines(ByteBuffer target) {
        String text = UTF_8.decode(target.flip()).toString();
        return text.isEmpty() ? List.of() : new ArrayList<>(Arrays.asList(text.split("\n")));
    }
}
