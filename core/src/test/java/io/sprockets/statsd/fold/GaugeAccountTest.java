package io.sprockets.statsd.fold;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.sprockets.statsd.series.Series;
import io.sprockets.statsd.series.SeriesTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A gauge fills a line to its last character before it takes another one. */
class GaugeAccountTest {
    private static final String LINE = "g:0|g\n";
    private static final int ROOM = 10; // characters of a value
    private static final int PAIR_ROOM = ROOM - LINE.length(); // of a value below zero, after a line that sets 0

    private final SeriesTable table = new SeriesTable(5, LINE.length() - 1 + ROOM);
    private final Series series = Objects.requireNonNull(table.add(LINE.getBytes(US_ASCII), 2));
    private final List<String> lines = new ArrayList<>();

    @Test
    void aValueWithItsChanges() {
        assertThat(written(gauge(true), 9_999_999_998L, 1)).containsExactly("g:9999999999|g");
        assertThat(written(gauge(true), 9_999_999_999L, 1)).containsExactly("g:9999999999|g", "g:+1|g");
    }

    @Test
    void aValueBelowZeroThatTakesTwoLines() {
        assertThat(PAIR_ROOM).isEqualTo("-999".length());
        assertThat(written(gauge(true), 1, -1_000))
                .hasSize(1)
                .first()
                .asString()
                .endsWith("g:-999|g");
        assertThat(written(gauge(true), 1, -1_001)).containsExactly("g:1|g", "g:-1001|g");
    }

    @Test
    void aValueBelowZeroWhereASignIsNoChange() {
        assertThat(written(gauge(false), 1, -1_001)).containsExactly("g:-1000|g");
        assertThat(written(gauge(false), 1, -1_000_000_001)).hasSize(2);
    }

    @Test
    void changesAlone() {
        GaugeAccount gauge = gauge(true);
        assertThat(gauge.add(true, 999_999_998, 0)).isTrue();
        assertThat(gauge.add(true, 1, 0)).isTrue();
        assertThat(written(gauge)).containsExactly("g:+999999999|g");
    }

    @Test
    void changesAloneThatTakeTwoLines() {
        GaugeAccount gauge = gauge(true);
        assertThat(gauge.add(true, 999_999_999, 0)).isTrue();
        assertThat(gauge.add(true, 1, 0)).isTrue();
        assertThat(gauge.lines()).isEqualTo(2);
        assertThat(gauge.metrics()).isEqualTo(2);
        assertThat(written(gauge)).containsExactly("g:+999999999|g", "g:+1|g");
        assertThat(gauge.lines()).isZero();
        assertThat(gauge.metrics()).isZero();
    }

    @Test
    void changesWithAnExponent() {
        GaugeAccount gauge = gauge(true);
        assertThat(gauge.add(false, 5, 1)).isTrue();
        assertThat(gauge.add(true, 25, -1)).isTrue();

        assertThat(written(gauge)).containsExactly("g:52.5|g");
    }

    private List<String> written(GaugeAccount gauge, long value, long change) {
        assertThat(gauge.add(false, value, 0)).isTrue();
        assertThat(gauge.add(true, change, 0)).isTrue();
        return written(gauge);
    }

    private GaugeAccount gauge(boolean signIsChange) {
        return new GaugeAccount(series, new Budget(1_000), signIsChange);
    }

    /** Written a line at a time. */
    private List<String> written(GaugeAccount gauge) {
        lines.clear();
        while (gauge.lines() > 0) {
            int before = lines.size();
            gauge.write(
                    new Output(
                            new LineSink() {
                                @Override
                                public boolean hasRoom() {
                                    return lines.size() == before;
                                }

                                @Override
                                public void append(byte[] line, int length) {
                                    lines.add(new String(line, 0, length - 1, US_ASCII));
                                }
                            },
                            table.longestLine()),
                    false);
        }
        return List.copyOf(lines);
    }
}
