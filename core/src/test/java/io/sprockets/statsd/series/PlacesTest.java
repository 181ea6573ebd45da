package io.sprockets.statsd.series;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Paths that meet in one bucket, and those for which it has no place. */
class PlacesTest {
    private final Crowd crowd = new Crowd(new Hashing(new SplittableRandom(7)));
    private final Places places = new Places(16, crowd);
    private final List<Series> series = new ArrayList<>();

    @Test
    void find_findsPathsWithOneHash() {
        List<String> paths = pathsWithOneHash();
        paths.forEach(path -> places.add(path, series()));

        for (int i = 0; i < paths.size(); i++) {
            assertThat(places.find(paths.get(i))).isSameAs(series.get(i));
            assertThat(places.find(paths.get(i).substring(0, 1) + paths.get(i).substring(1)))
                    .isSameAs(series.get(i));
        }
        assertThat(places.find("AaAaAaC#")).isNull();
        assertThat(places.find("other")).isNull();
        assertThat(places.paths()).isEqualTo(paths.size());
        assertThat(places.size()).isEqualTo(16);
    }

    /** Whatever is in the place that a path would have alone. */
    @Test
    void find_findsPathsInAnyPlaceOfTheirBucket() {
        List<String> paths = IntStream.range(0, 8).mapToObj(i -> "path" + i).toList();
        paths.forEach(path -> places.add(path, series()));

        for (int i = 0; i < paths.size(); i++) {
            assertThat(places.find(paths.get(i))).isSameAs(series.get(i));
        }
        assertThat(places.find("path8")).isNull();
    }

    @Test
    void replace_givesAPathAnotherSeriesWhereverItIs() {
        List<String> paths = pathsWithOneHash();
        paths.forEach(path -> places.add(path, series()));
        for (String path : paths) {
            Series other = series();
            places.replace(path, other);

            assertThat(places.find(path)).isSameAs(other);
        }
        assertThat(places.paths()).isEqualTo(paths.size());
    }

    @Test
    void copied_leavesOutSeriesThatHaveGivenUpTheirNumbers() {
        List<String> paths = pathsWithOneHash();
        paths.forEach(path -> places.add(path, series()));
        series.get(1).leave();
        series.get(6).leave();

        Places copy = places.copied(32);

        assertThat(copy.size()).isEqualTo(32);
        assertThat(copy.paths()).isEqualTo(paths.size() - 2);
        for (int i = 0; i < paths.size(); i++) {
            assertThat(copy.find(paths.get(i))).isSameAs(i == 1 || i == 6 ? null : series.get(i));
        }
        assertThat(places.find(paths.get(1))).isSameAs(series.get(1));
    }

    @Test
    void crowd_growsAndKeepsAll() {
        Crowd many = crowd;
        for (int i = 0; i < 100; i++) {
            many = many.with("path" + i, series());
        }
        Series other = series();
        many = many.with("path7", other);

        assertThat(many.find("path7")).isSameAs(other);
        assertThat(many.find("path99")).isSameAs(series.get(99));
        assertThat(many.find("path100")).isNull();
        List<String> seen = new ArrayList<>();
        many.each((path, one) -> seen.add(path));
        assertThat(seen).hasSize(100).contains("path0", "path99");
        assertThat(many.empty().find("path7")).isNull();
        assertThat(crowd.find("path7")).isNull();
    }

    @Test
    void crowd_isReplacedOnlyWhenItGrows() {
        Crowd one = crowd.with("path0", series());
        for (int i = 1; i < 8; i++) {
            assertThat(one.with("path" + i, series())).isSameAs(one);
        }
        assertThat(one.with("path8", series())).isNotSameAs(one);
    }

    private Series series() {
        byte[] line = ("x" + series.size() + ":0|c\n").getBytes(UTF_8);
        Series one = new Series(series.size(), line, line.length - 4, 100, 0);
        series.add(one);
        return one;
    }

    /** Eight of them: "Aa" and "BB" have the same hash. */
    private static List<String> pathsWithOneHash() {
        List<String> paths = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            paths.add((pair(i & 1) + pair(i & 2) + pair(i & 4)) + "Aa");
        }
        return paths;
    }

    private static String pair(int bit) {
        return bit == 0 ? "Aa" : "BB";
    }
}
