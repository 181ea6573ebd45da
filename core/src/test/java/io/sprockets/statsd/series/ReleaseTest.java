package io.sprockets.statsd.series;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Numbers are taken back from series that are not used, and given again. */
class ReleaseTest {
    private static final int LONGEST_LINE = 1432;

    private final SeriesTable table = new SeriesTable(2, LONGEST_LINE);
    private final Series idle = added("idle:0|c\n");
    private final Series busy = added("busy:0|c\n");

    @Test
    void leaving_asksThoseThatWereNotUsedInSoManyPeriods() {
        table.tick();
        assertThat(table.get(busy.number())).isSameAs(busy);
        assertThat(table.leaving(2)).isEmpty();
        table.tick();

        assertThat(table.leaving(2)).containsExactly(idle);
        assertThat(idle.isGivenUp()).isTrue();
        assertThat(busy.isGivenUp()).isFalse();
        assertThat(find("idle:0|c\n")).isSameAs(idle);
    }

    @Test
    void use_countsForASeriesThatWasRecordedPastItsNumber() {
        table.tick();
        table.use(idle);
        table.use(busy);

        assertThat(table.leaving(1)).isEmpty();
    }

    @Test
    void release_givesTheNumberToTheNextSeries() {
        assertThat(table.isFull()).isTrue();
        assertThat(table.takes(10)).isFalse();
        leave(idle);
        table.release(idle, false);

        assertThat(table.isFull()).isFalse();
        assertThat(table.takes(512)).isTrue();
        assertThat(table.takes(513)).isFalse();
        assertThat(table.releases()).isEqualTo(1);
        assertThat(find("idle:0|c\n")).isNull();
        assertThat(added("next:0|c\n").number()).isEqualTo(idle.number());
        assertThat(table.isFull()).isTrue();
    }

    @Test
    void release_leavesASeriesItsNumberThatIsInUse() {
        leave(idle);
        table.release(idle, true);

        assertThat(idle.isGivenUp()).isFalse();
        assertThat(table.releases()).isZero();
        table.release(idle, false); // it has not been asked again
        assertThat(find("idle:0|c\n")).isSameAs(idle);
    }

    @Test
    void release_leavesASeriesItsNumberThatWasUsedInThisPeriod() {
        leave(idle);
        table.use(idle);
        table.release(idle, false);

        assertThat(idle.isGivenUp()).isFalse();
        assertThat(find("idle:0|c\n")).isSameAs(idle);
    }

    @Test
    void add_takesBackWhatASeriesWasAskedFor() {
        leave(idle);

        assertThat(added("idle:0|c\n")).isSameAs(idle);
        assertThat(idle.isGivenUp()).isFalse();
    }

    @Test
    void keepAll_takesBackWhatAllWereAskedFor() {
        table.tick();
        assertThat(table.leaving(1)).hasSize(2);
        table.keepAll();

        assertThat(idle.isGivenUp()).isFalse();
        assertThat(busy.isGivenUp()).isFalse();
    }

    @Test
    void bind_givesANumberBeyondTheLimitOfPaths() {
        Series bound = Objects.requireNonNull(bind(table, "bound:0|c\n"));

        assertThat(bound.number()).isNotIn(idle.number(), busy.number());
        assertThat(bind(table, "bound:0|c\n")).isSameAs(bound);
        assertThat(bind(table, "idle:0|c\n")).isSameAs(idle);
    }

    @Test
    void bind_givesNoneToALineThatIsTooLongNorWhereThereAreNone() {
        String name = "x".repeat(LONGEST_LINE - ":0|c\n".length());

        assertThat(bind(table, name + ":0|c\n")).isNotNull();
        assertThat(bind(table, name + "x:0|c\n")).isNull();
        assertThat(bind(new SeriesTable(0, LONGEST_LINE), "a:0|c\n")).isNull();
    }

    @Test
    void paths_findNoSeriesThatWasAskedForItsNumberAndTakeAnother() {
        PathTable paths = table.paths();
        paths.add("idle", idle);
        leave(idle);
        assertThat(paths.find("idle")).isNull();
        table.release(idle, false);
        Series again = added("idle:0|c\n");

        assertThat(again).isNotSameAs(idle);
        assertThat(paths.add("idle", again)).isSameAs(again);
        assertThat(paths.find("idle")).isSameAs(again);
    }

    @Test
    void paths_haveRoomAgainWhenNumbersWereTakenBack() {
        PathTable paths = table.paths();
        paths.add("idle", idle);
        paths.add("busy", busy);
        leave(idle);
        table.release(idle, false);
        Series next = added("next:0|c\n");

        assertThat(paths.add("next", next)).isSameAs(next);
        assertThat(paths.find("next")).isSameAs(next);
        assertThat(paths.find("busy")).isSameAs(busy);
    }

    private void leave(Series series) {
        table.tick();
        assertThat(table.leaving(1)).contains(series);
        table.use(busy);
        table.release(busy, false);
        table.tick();
    }

    private @Nullable Series find(String line) {
        byte[] bytes = line.getBytes(US_ASCII);
        return table.find(table.probe().read(bytes, 0, bytes.length));
    }

    private Series added(String line) {
        return Objects.requireNonNull(table.add(line.getBytes(US_ASCII), line.indexOf(':') + 1));
    }

    private static @Nullable Series bind(SeriesTable table, String line) {
        return table.bind(line.getBytes(US_ASCII), line.indexOf(':') + 1);
    }
}
