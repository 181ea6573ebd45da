package io.sprockets.statsd.watch.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sprockets.statsd.watch.store.LineType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 1, unit = TimeUnit.MINUTES)
class TailTest {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final PrintStream notices = new PrintStream(said, true, UTF_8);

    @Test
    void linesWhoseNamesMatchArePrintedInOrder() {
        Tail tail = tail("shop.*", printed);
        for (int i = 0; i < 1_000; i++) {
            line(tail, "shop.a" + i + ":1|c");
            line(tail, "other:shop.|c");
        }
        tail.close();

        String[] lines = printed.toString(UTF_8).split("\n", -1);
        assertThat(lines).hasSize(1_001);
        for (int i = 0; i < 1_000; i++) {
            assertThat(lines[i]).isEqualTo("shop.a" + i + ":1|c");
        }
        assertThat(said.toString(UTF_8)).isEmpty();
    }

    @Test
    void aSlowReaderMissesLinesAndIsToldHowMany() throws Exception {
        CountDownLatch reads = new CountDownLatch(1);
        Tail tail = tail("*", new OutputStream() {
            @Override
            public void write(int b) {
                write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int from, int length) {
                try {
                    reads.await();
                } catch (InterruptedException ended) {
                    Thread.currentThread().interrupt();
                }
                printed.write(bytes, from, length);
            }
        });
        String line = "n".repeat(1_000) + ":1|c";
        for (int i = 0; i < 20_000; i++) {
            line(tail, line);
        }
        reads.countDown();
        tail.close();

        long lines = printed.toString(UTF_8).lines().count();
        assertThat(lines).isBetween(2_000L, 10_000L); // of 1 KB each; 4 MiB wait, and 4 MiB are being printed
        assertThat(said.toString(UTF_8)).contains(" lines were not printed: they came too fast");
        long missed = said.toString(UTF_8)
                .lines()
                .mapToLong(each ->
                        Long.parseLong(each.substring(0, each.indexOf(' ')).replace(",", "")))
                .sum();
        assertThat(lines + missed).isEqualTo(20_000);
    }

    @Test
    void itIsOverWhenTheReaderHasGone() {
        Tail tail = tail("*", new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("Broken pipe");
            }
        });
        assertThat(tail.isOver()).isFalse();
        line(tail, "a:1|c");
        await().until(tail::isOver);
    }

    private Tail tail(String glob, OutputStream out) {
        PrintStream stream = new PrintStream(out, false, UTF_8);
        return new Tail(new Glob(glob), new PlainPrinter(false), stream, notices).start();
    }

    private static void line(Tail tail, String line) {
        byte[] bytes = line.getBytes(UTF_8);
        tail.line(LineType.COUNTER, bytes, 0, bytes.length);
        tail.pause();
    }
}
