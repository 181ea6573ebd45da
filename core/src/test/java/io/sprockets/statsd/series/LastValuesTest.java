package io.sprockets.statsd.series;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What {@code lastValues()} shows of series with a number, without one, and beyond all places. */
class LastValuesTest {
    private final SeriesTable table = new SeriesTable(2, 1432);

    @Test
    void nothingIsKeptUnlessTold() {
        Series series = added("a:0|c\n");
        table.values().note(series, false, 7, 0);

        assertThat(table.values().areKept()).isFalse();
        assertThat(table.lastValues()).isEmpty();
    }

    @Test
    void aSeriesHasItsLastValueByItsNumberAndByItsLine() {
        table.keepValues();
        Series series = added("a:0|c|#k:v\n");
        added("b:0|g\n");
        table.values().note(series, false, 7, 0);
        assertThat(table.lastValues()).containsEntry("a:|c|#k:v", 7.0);
        note("a:0|c|#k:v\n", 8);

        assertThat(table.values().areKept()).isTrue();
        assertThat(table.lastValues())
                .containsEntry("a:|c|#k:v", 8.0)
                .containsEntry("b:|g", Double.NaN)
                .hasSize(2);
    }

    @Test
    void seriesWithoutANumberAreKeptUpToTheSameLimit() {
        table.keepValues();
        note("a:0|c\n", 1);
        note("b:0|c\n", 2);
        note("c:0|c\n", 3);
        note("a:0|c\n", 4);

        assertThat(table.lastValues())
                .containsEntry("a:|c", 4.0)
                .containsEntry("b:|c", 2.0)
                .hasSize(2);
    }

    @Test
    void boundSeriesBeyondAllPlacesAreLeftOut() {
        table.keepValues();
        for (int i = 0; i < 5; i++) {
            byte[] line = ("bound" + i + ":0|c\n").getBytes(US_ASCII);
            Series series = Objects.requireNonNull(table.bind(line, 7));
            table.values().note(series, false, i, 0);
        }

        assertThat(table.lastValues())
                .containsOnlyKeys("bound0:|c", "bound1:|c", "bound2:|c", "bound3:|c")
                .containsEntry("bound3:|c", 3.0);
    }

    @Test
    void aSeriesThatGaveUpItsNumberIsKeptByItsLine() {
        table.keepValues();
        Series series = added("a:0|c\n");
        table.values().note(series, false, 7, 0);
        table.tick();
        table.leaving(1);
        table.release(series, false);
        assertThat(table.lastValues()).isEmpty();
        Series next = added("b:0|c\n");
        assertThat(next.number()).isEqualTo(series.number());
        table.values().note(series, false, 8, 0);

        assertThat(table.lastValues()).containsEntry("a:|c", 8.0).containsEntry("b:|c", Double.NaN);
        Series again = added("a:0|c\n");
        assertThat(again).isNotSameAs(series);
        assertThat(table.lastValues()).containsEntry("a:|c", 8.0).hasSize(2);
    }

    private void note(String line, long value) {
        byte[] bytes = line.getBytes(US_ASCII);
        table.values().note(bytes, bytes.length, line.indexOf(':') + 1, false, value, 0);
    }

    private Series added(String line) {
        return Objects.requireNonNull(table.add(line.getBytes(US_ASCII), line.indexOf(':') + 1));
    }
}
