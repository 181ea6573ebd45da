package io.sprockets.statsd.fold;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sprockets.statsd.DropReason;
import io.sprockets.statsd.ledger.Entry;
import io.sprockets.statsd.ledger.Ledger;
import io.sprockets.statsd.queue.LineQueue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FoldTest {
    private static final int LONGEST = 256;

    private final Ledger ledger = new Ledger();
    private Fold fold = new Fold(new FoldSettings(20, 10, false, true), ledger);

    @Test
    void counters_areSummedBySeries() {
        add("a:1|c", "b:1|c", "a:10|c", "a:-3|c", "a:1|c|#x:y", "a:1|c|@0.1", "a:1|c|@0.1");
        assertThat(write()).containsExactly("a:8|c", "b:1|c", "a:1|c|#x:y", "a:2|c|@0.1");
    }

    @Test
    void timesAndOriginsAreSeriesOfTheirOwn() {
        fold = new Fold(new FoldSettings(20, 10, false, false), ledger);
        add("a:1|c|T1", "a:1|c", "a:2|c|T2", "a:5|c|T1", "g:1|g|#k:v|T1", "g:2|g|#k:v|T2", "g:-3|g|#k:v|T1");
        add("a:1|c|T1|c:x", "a:7|c|T12");
        assertThat(write())
                .containsExactly(
                        "a:6|c|T1",
                        "a:1|c",
                        "a:2|c|T2",
                        "g:-3|g|#k:v|T1",
                        "g:2|g|#k:v|T2",
                        "a:1|c|T1|c:x",
                        "a:7|c|T12");
    }

    @Test
    void counters_areExactBeyondALong() {
        add("a:9223372036854775807|c", "a:9223372036854775807|c", "a:-1|c");
        assertThat(write()).containsExactly("a:18446744073709551613|c");
    }

    @Test
    void write_dropsWhatHasBecomeLongerThanALine() {
        String name = "n".repeat(LONGEST - 6); // with ":9|c" and the newline it is just short enough
        add(name + ":9|c", name + ":9|c", name + ":95|c", "a:1|c");
        add(name + ":-1|g", name + ":-1|g");
        for (int i = 0; i < 30; i++) {
            add(name.substring(2) + ":1|ms");
        }
        assertThat(write()).containsExactly("a:1|c", name + ":-2|g");
        assertThat(ledger.dropped(ledger.balance())).isEqualTo(Map.of(DropReason.TOO_LONG, 33L));
        assertThat(ledger.count(Entry.FOLDED) + 2 + 33).isEqualTo(36);
    }

    @Test
    void counters_carryTheirFractionUntilItIsWhole() {
        add("a:1|c", "a:0.5|c");
        assertThat(write()).containsExactly("a:1|c");
        add("a:0.4|c");
        assertThat(write()).isEmpty();
        add("a:0.1|c");
        assertThat(write()).containsExactly("a:1|c");
        assertThat(write()).isEmpty();
    }

    @Test
    void counters_leaveNoFractionBehindAtTheEnd() {
        add("a:0.7|c", "b:0|c");
        assertThat(write()).containsExactly("b:0|c");
        assertThat(ledger.count(Entry.FOLDED)).isEqualTo(1);
        assertThat(write(true)).containsExactly("a:0.7|c");
        assertThat(ledger.count(Entry.FOLDED)).isZero();
    }

    @Test
    void counters_keepTheirFractionIfToldSo() {
        fold = new Fold(new FoldSettings(20, 10, true, true), ledger);
        add("a:0.1|c", "a:0.2|c");
        assertThat(write()).containsExactly("a:0.3|c");
    }

    @Test
    void gauges_keepTheLastValueAndTheChangesSince() {
        add("a:5|g", "a:7|g", "a:+3|g", "a:-1|g", "b:+2|g", "b:-5|g", "c:+1|g", "c:0.1|g", "c:+0.2|g");
        assertThat(write()).containsExactly("a:9|g", "b:-3|g", "c:0.3|g");
    }

    @Test
    void gauges_belowZeroAreSetByAPair() {
        add("a:2|g", "a:-5|g", "b:+0|g", "c:9|g", "c:0|g" + (char) LineQueue.JOINT + "c:-4|g");
        assertThat(write()).containsExactly("a:0|g", "a:-3|g", "b:+0|g", "c:0|g", "c:-4|g");
    }

    @Test
    void sets_keepEachMember() {
        add("a:x|s", "a:y|s", "a:x|s", "b:x|s");
        assertThat(write()).containsExactly("a:x|s", "a:y|s", "b:x|s");
    }

    @Test
    void timers_areSentAsTheyAreWhileTheyAreFew() {
        add("a:1.5|ms", "a:2|ms", "h:3|h", "d:4|d");
        assertThat(write()).containsExactly("a:1.5|ms", "a:2|ms", "h:3|h", "d:4|d");
    }

    @Test
    void timers_keepTheirCountExactly() {
        for (int count : new int[] {11, 15, 99, 1_000, 1_003}) {
            IntStream.range(0, count).forEach(i -> add("a:" + i + "|ms|#k:v"));
            List<String> lines = write();
            assertThat(lines).hasSize(10).allMatch(line -> line.endsWith("|#k:v"));
            assertThat(lines.stream().mapToDouble(FoldTest::weight).sum()).isCloseTo(count, within(count / 1e6));
            assertThat(lines.stream().mapToLong(line -> (long) weight(line)).sum())
                    .isEqualTo(count);
        }
    }

    @Test
    void timers_thatWereSampledKeepTheirRate() {
        IntStream.range(0, 100).forEach(i -> add("a:" + i + "|ms|@0.5"));
        List<String> lines = write();
        assertThat(lines).hasSize(10).allMatch(line -> line.endsWith("|ms|@0.05"));
    }

    @Test
    void timers_keepAUniformSample() {
        fold = new Fold(new FoldSettings(2_000, 10, false, true), ledger);
        for (int series = 0; series < 1_000; series++) {
            for (int i = 0; i < 100; i++) {
                add("s" + series + ":" + i + "|ms");
            }
        }
        double mean = write().stream()
                .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(':') + 1, line.indexOf('|'))))
                .average()
                .orElseThrow();
        assertThat(mean).isCloseTo(49.5, within(1.5)); // 10,000 values: five times the deviation of their mean
    }

    @Test
    void add_boundsSeriesAndMembers() {
        IntStream.range(0, 30).forEach(i -> add("c" + i + ":1|c"));
        assertThat(ledger.dropped(ledger.balance())).containsEntry(DropReason.TOO_MANY_SERIES, 10L);
        assertThat(write()).hasSize(20);
        IntStream.range(0, 30).forEach(i -> add("s:" + i + "|s"));
        assertThat(ledger.dropped(ledger.balance()).get(DropReason.TOO_MANY_SERIES))
                .isBetween(20L, 21L);
        add("s:0|s");
        assertThat(ledger.dropped(ledger.balance()).get(DropReason.TOO_MANY_SERIES))
                .isBetween(20L, 21L);
        assertThat(write().stream().collect(Collectors.toSet())).hasSizeBetween(19, 20);
    }

    @Test
    void add_leavesWhatCannotBeMerged() {
        for (String line :
                List.of("_e{1,1}:t|x", "_e{1,1}:1|c", "_sc|db.up|0", "_sc|db.up|2|m:down", "text", "a:1|x")) {
            byte[] bytes = line.getBytes(UTF_8);
            assertThat(fold.add(bytes, 0, bytes.length)).as(line).isFalse();
        }
        assertThat(write()).isEmpty();
    }

    @Test
    void discard_givesBackEveryMetricInside() {
        add("a:1|c", "a:2|c", "b:1|ms");
        assertThat(fold.discard()).isEqualTo(3);
        assertThat(ledger.count(Entry.FOLDED)).isZero();
        assertThat(write()).isEmpty();
    }

    @Test
    void sum_isExact() {
        Sum sum = new Sum();
        BigDecimal expected = BigDecimal.ZERO;
        for (int i = 0; i < 1_000; i++) {
            sum.add("0.1");
            sum.add(Long.MAX_VALUE / 3);
            expected = expected.add(new BigDecimal("0.1")).add(BigDecimal.valueOf(Long.MAX_VALUE / 3));
        }
        assertThat(sum.total()).isEqualByComparingTo(expected);
    }

    /** How many values a server counts for a line. */
    private static double weight(String line) {
        int at = line.indexOf("|@");
        return at < 0 ? 1 : 1 / Double.parseDouble(line.substring(at + 2, line.indexOf('|', at + 1)));
    }

    private void add(String... lines) {
        for (String line : lines) {
            byte[] bytes = line.getBytes(UTF_8);
            assertThat(fold.add(bytes, 0, bytes.length)).as(line).isTrue();
        }
        publish();
    }

    private List<String> write() {
        return write(false);
    }

    private List<String> write(boolean last) {
        List<String> lines = new ArrayList<>();
        fold.write(new Taker(lines, ledger), last);
        publish();
        assertThat(fold.isEmpty(false)).isTrue();
        return lines;
    }

    private void publish() {
        ledger.publish(0, 0, 0, 0, false);
    }

    /** Takes lines that are not too long. */
    private record Taker(List<String> lines, Ledger ledger) implements LineSink {
        @Override
        public boolean hasRoom() {
            return true;
        }

        @Override
        public boolean line(byte[] line, long metrics) {
            boolean taken = line.length <= LONGEST;
            if (taken) {
                new String(line, UTF_8)
                        .replace((char) LineQueue.JOINT, '\n')
                        .lines()
                        .forEach(lines::add);
            } else {
                ledger.drop(DropReason.TOO_LONG, metrics);
            }
            return taken;
        }
    }
}
