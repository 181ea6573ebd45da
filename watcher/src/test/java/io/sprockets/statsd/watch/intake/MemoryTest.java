package io.sprockets.statsd.watch.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sprockets.statsd.testing.line.Parser;
import io.sprockets.statsd.testing.net.LineSplitter;
import io.sprockets.statsd.watch.store.Bounds;
import io.sprockets.statsd.watch.store.Store;
import java.lang.management.ManagementFactory;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** However hostile the lines, the store stays within the bytes that its {@link Bounds} promise. */
class MemoryTest {
    private static final int MAX_LINE_BYTES = 65_536;
    private static final int SECONDS = 660; // the last ten minutes are kept, and a part of the minute before
    private static final long FIRST = 60_000; // second
    private static final long FEW_BYTES = 256 << 10; // of names, so that the numbers tell

    private final Random random = new Random(11);
    private long second = FIRST;

    private record Stored(Intake intake, Store store) {}

    @Test
    void aMillionNames() {
        within(Bounds.ofSeries(2_000), stored -> {
            for (int block = 0; block < 100; block++) {
                int before = block * 10_000;
                receive(stored, 10_000, i -> "shop.orders.by-customer." + (before + i) + ":" + i + "|c");
                stored.store().endSecond(second++);
            }
            assertThat(stored.store().endSecond(second).totals().beyond()).isEqualTo(1_000_000 - 2_000);
        });
    }

    @Test
    void timersThatAreBusyInEachSecond() {
        int series = 100;
        within(new Bounds(series, FEW_BYTES, 64), stored -> {
            for (int i = 0; i < SECONDS; i++) {
                receive(stored, series * 6, each -> "timer." + each % series + ":" + anything() + "|ms");
                stored.store().endSecond(second++);
            }
            receive(stored, series * 400, each -> "timer." + each % series + ":" + anything() + "|ms");
        });
    }

    @Test
    void setsOfManyMembers() {
        int series = 100;
        within(new Bounds(series, FEW_BYTES, 64), stored -> {
            for (int i = 0; i < SECONDS; i++) {
                receive(stored, series * 2, each -> "set." + each % series + ":" + random.nextLong() + "|s");
                stored.store().endSecond(second++);
            }
        });
    }

    @Test
    void longNamesWithManyTags() {
        within(Bounds.ofSeries(2_000), stored -> {
            for (int block = 0; block < 40; block++) {
                int before = block * 100;
                receive(stored, 100, i -> "\u4e2d".repeat(1_000) + (before + i) + ":1|c|#" + tags(200));
            }
            receive(stored, 2_000, i -> "short." + i + ":1|c|@0." + (1 + i) + "|#" + tags(4));
            stored.store().endSecond(second++);
        });
    }

    @Test
    void oneSeriesWrittenInManyWays() {
        within(
                new Bounds(200, FEW_BYTES, 64),
                stored -> receive(
                        stored, 100_000, i -> "a:1|c|@0." + (1_000_000 + i) + "|#b:c," + "d".repeat(400) + ":e"));
    }

    @Test
    void wrongLinesFromManySenders() {
        within(Bounds.ofSeries(100), stored -> {
            for (int sender = 0; sender < 2_000; sender++) {
                String name = "\u4e2d".repeat(300) + sender;
                byte[] lines = ("\u4e2d".repeat(20_000) + ":" + name + "\n").getBytes(UTF_8);
                stored.intake().local(name, new LineSplitter(MAX_LINE_BYTES), lines, lines.length);
            }
            stored.store().endSecond(second++);
        });
    }

    private String anything() {
        return Integer.toString(random.nextInt(1 << random.nextInt(1, 30)));
    }

    private static String tags(int count) {
        StringBuilder tags = new StringBuilder("k:v");
        for (int i = 1; i < count; i++) {
            tags.append(",key").append(i).append(":value").append(i);
        }
        return tags.toString();
    }

    private static void receive(Stored stored, int lines, IntFunction<String> line) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < lines; i++) {
            text.append(line.apply(i)).append('\n');
            if (text.length() > 1 << 16 || i + 1 == lines) {
                byte[] bytes = text.toString().getBytes(UTF_8);
                stored.intake().local("test", new LineSplitter(MAX_LINE_BYTES), bytes, bytes.length);
                text.setLength(0);
            }
        }
    }

    private interface Hostile {
        void fill(Stored stored);
    }

    private static void within(Bounds bounds, Hostile hostile) {
        long before = heap();
        Store store = new Store(bounds, FIRST);
        Intake intake = new Intake(store, Parser.LENIENT, MAX_LINE_BYTES, List.of(), InstantSource.system());
        hostile.fill(new Stored(intake, store));
        long taken = heap() - before;
        assertThat(taken).isLessThan(bounds.bytes());
        assertThat(store.lines()).isPositive(); // it is in use until here
        assertThat(intake).isNotNull();
    }

    /** Bytes in use after a collection. */
    private static long heap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
