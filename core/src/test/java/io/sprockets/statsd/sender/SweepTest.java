package io.sprockets.statsd.sender;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.sprockets.statsd.Counter;
import io.sprockets.statsd.Dialect;
import io.sprockets.statsd.Gauge;
import io.sprockets.statsd.Statsd;
import io.sprockets.statsd.Tags;
import io.sprockets.statsd.call.Recorder;
import io.sprockets.statsd.call.Scope;
import io.sprockets.statsd.call.View;
import io.sprockets.statsd.line.Syntax;
import io.sprockets.statsd.queue.Adders;
import io.sprockets.statsd.series.Series;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What becomes of the numbers of series that are no longer used. */
class SweepTest extends SendLoopScenario {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int MOST = 10; // series of the table

    private final View statsd = view(null);

    @Test
    void namesThatComeInPlaceOfOthersGetTheirNumbers() {
        passUntilConnected();
        for (int generation = 0; generation < 5; generation++) {
            for (int call = 0; call < 3; call++) {
                for (int i = 0; i < MOST; i++) {
                    count("name" + generation + i);
                }
                count("always");
                rounds(2);
            }
            assertThat(isNumbered("name" + generation + "1")).isTrue();
            pass(12, "always");
            assertThat(isNumbered("name" + generation + "1")).isFalse();
        }
        for (int i = 0; i < 5 * MOST; i++) {
            assertThat(arrived("name" + i / MOST + i % MOST)).isEqualTo(3);
        }
        assertThat(arrived("always")).isEqualTo(recorded - 5 * 3 * MOST);
    }

    @Test
    void whatIsStillUsedKeepsItsNumber() {
        passUntilConnected();
        for (int i = 0; i < MOST; i++) {
            count("name" + i);
            count("name" + i);
        }
        rounds(2);
        pass(12, "name3");
        assertThat(isNumbered("name3")).isTrue();
        assertThat(isNumbered("name4")).isFalse();
        assertThat(arrived("name3")).isEqualTo(14);
    }

    @Test
    void whatIsMergedKeepsItsNumber() {
        start(settings(MINUTE.multipliedBy(60), null));
        passUntilConnected();
        for (int i = 0; i < MOST; i++) {
            count("name" + i);
            count("name" + i);
        }
        rounds(2);
        pass(15, "name3");
        assertThat(isNumbered("name4")).isTrue();
        pass(50, "name3");
        assertThat(arrived("name4")).isEqualTo(2);
        assertThat(isNumbered("name4")).isFalse();
    }

    @Test
    void whileThereArePlacesNumbersAreKept() {
        passUntilConnected();
        count("name");
        count("name");
        pass(30, "other");
        assertThat(isNumbered("name")).isTrue();
    }

    @Test
    void instrumentsThatWereNotUsedForLongGoOn() {
        passUntilConnected();
        Counter counter = statsd.counter("rare");
        Gauge gauge = statsd.gauge("depth");
        counter.incr();
        gauge.set(7);
        recorded += 2;
        for (int i = 0; i < MOST; i++) {
            count("name" + i);
            count("name" + i);
        }
        rounds(2);
        pass(12, "always");
        assertThat(isNumbered("rare")).isFalse();
        for (int i = 0; i < MOST - 2; i++) { // they take the numbers
            count("new" + i);
            count("new" + i);
        }
        counter.incr(5);
        gauge.set(8);
        gauge.change(1);
        recorded += 3;
        rounds(5);
        assertThat(arrived("rare")).isEqualTo(6);
        assertThat(lines()).contains("depth:7|g", "depth:8|g", "depth:+1|g");
        assertThat(isNumbered("rare")).isTrue();
        assertBalanced(lines().size(), 0);
    }

    @Test
    void countersThatAreAddedUpGoOn() {
        start(settings(SECOND, null));
        passUntilConnected();
        Counter counter = view(adders).counter("rare");
        counter.incr();
        recorded++;
        pass(1, "always");
        for (int i = 0; i < MOST; i++) {
            count("name" + i);
            count("name" + i);
        }
        pass(12, "always");
        assertThat(isNumbered("rare")).isFalse();
        for (int i = 0; i < MOST - 1; i++) {
            count("new" + i);
            count("new" + i);
        }
        pass(1, "always");
        for (int i = 0; i < 10; i++) {
            counter.incr(5);
            recorded++;
            pass(3, "always");
        }
        assertThat(arrived("rare")).isEqualTo(51);
        assertThat(arrived("new0")).isEqualTo(2);
    }

    @Test
    void namesThatAreAddedUpComeInPlaceOfOthersToo() {
        start(settings(SECOND, null));
        passUntilConnected();
        Statsd added = view(adders);
        for (int generation = 0; generation < 5; generation++) {
            for (int call = 1; call <= 4; call++) {
                for (int i = 0; i < MOST; i++) {
                    added.incr("name" + generation + i, call);
                    recorded++;
                }
                rounds(2);
            }
            assertThat(isNumbered("name" + generation + "1")).isTrue();
            pass(13, "always");
            assertThat(isNumbered("name" + generation + "1")).isFalse();
        }
        added.incr("name00", 100);
        recorded++;
        pass(1, "always");
        for (int i = 0; i < 5 * MOST; i++) {
            assertThat(arrived("name" + i / MOST + i % MOST)).isEqualTo(i == 0 ? 110 : 10);
        }
        assertThat(adders.calls()).isBetween(5 * 2L * MOST, 5 * 3L * MOST);
    }

    @Test
    void whatIsAddedUpForLongerThanANumberIsKeptArrives() {
        start(settings(MINUTE.multipliedBy(60), null));
        passUntilConnected();
        Statsd added = view(adders);
        for (int call = 0; call < 3; call++) {
            for (int i = 0; i < MOST; i++) {
                added.incr("name" + i);
            }
        }
        pass(61, "always");
        for (int i = 0; i < MOST; i++) {
            assertThat(arrived("name" + i)).isEqualTo(3);
        }
    }

    private View view(@Nullable Adders<Series> added) {
        return new View(
                new Recorder(queue, table, added, ledger, Duration.ZERO, true),
                Scope.of(Syntax.of(Dialect.GRAPHITE, false, ""), false, "", false, Tags.NONE));
    }

    private void count(String path) {
        statsd.incr(path);
        recorded++;
    }

    /** This many minutes pass, in which one name is used. */
    private void pass(int minutes, String used) {
        for (int i = 0; i < minutes; i++) {
            count(used);
            ticker.pass(MINUTE);
            rounds(4);
        }
        assertThat(ledger.balance().droppedTotal()).isZero();
        assertThat(ledger.droppedCalls()).isZero();
    }

    private boolean isNumbered(String path) {
        byte[] line = (path + (path.equals("depth") ? ":0|g\n" : ":0|c\n")).getBytes(US_ASCII);
        return table.find(table.probe().read(line, 0, line.length)) != null;
    }

    private long arrived(String path) {
        return sum(lines(), path);
    }

    private List<String> lines() {
        return transport.received().lines().toList();
    }
}
