package io.sprockets.statsd.series;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SeriesTableTest {
    private static final int MOST = 3_000;

    private final SeriesTable table = new SeriesTable(MOST, 1432);

    @Test
    void add_givesEachSeriesANumberAndTheSameOneAgain() {
        Series first = added("app.a:0|c\n");
        Series second = added("app.b:0|g\n");
        assertThat(first.number()).isNotEqualTo(second.number());
        assertThat(added("app.a:0|c\n")).isSameAs(first);
        assertThat(table.get(first.number())).isSameAs(first);
        assertThat(table.find(key("app.b:0|g\n"))).isSameAs(second);
        assertThat(table.find(key("app.c:0|g\n"))).isNull();
    }

    @Test
    void add_hasNoPlaceForMoreThanWasSaidNorForLongNames() {
        for (int i = 0; i < MOST; i++) {
            assertThat(table.takes(20)).isTrue();
            added("n" + i + ":0|c\n");
        }
        assertThat(table.takes(20)).isFalse();
        assertThat(add("more:0|c\n")).isNull();
        assertThat(add("n7:0|c\n")).isNotNull();
        String name = "x".repeat(600);
        assertThat(new SeriesTable(5, 1432).takes(name.length())).isFalse();
    }

    @Test
    void types_areReadFromTheLine() {
        assertThat(added("a:0|c|@0.5|#k:v\n").type()).isEqualTo(Type.COUNTER);
        assertThat(added("a:0|m\n").type()).isEqualTo(Type.COUNTER);
        assertThat(added("a:0|g|T5\n").type()).isEqualTo(Type.GAUGE);
        assertThat(added("a:0|s\n").type()).isEqualTo(Type.SET);
        assertThat(List.of("ms", "h", "d"))
                .allMatch(type -> added("a:0|" + type + "\n").type().equals(Type.TIMER));
        assertThat(List.of("x", "", "cc", "mx", "sm"))
                .allMatch(type -> added("a:0|" + type + "\n").type().equals(Type.OTHER));
    }

    @Test
    void room_isWhatTheLongestLineLeaves() {
        Series counter = added("a:0|c\n");
        assertThat(counter.length() - 1 + counter.room()).isEqualTo(1432);
        Series gauge = added("a:0|g\n");
        assertThat(2 * gauge.length() - 1 + gauge.spareRoom()).isEqualTo(1432);
    }

    @Test
    void paths_areFoundByIdentityAndByWhatTheySay() {
        PathTable paths = table.paths();
        List<String> names =
                IntStream.range(0, 1_000).mapToObj(i -> "name." + i).toList();
        for (String name : names) {
            assertThat(paths.find(name)).isNull();
            paths.add(name, added(name + ":0|c\n"));
        }
        for (String name : names) {
            Series series = Objects.requireNonNull(paths.find(name));
            assertThat(lineOf(series)).isEqualTo(name + ":0|c\n");
            assertThat(paths.find(new String(name.toCharArray()))).isSameAs(series);
        }
        assertThat(paths.find("name.1000")).isNull();
        assertThat(paths.add("name.5", added("x:0|c\n"))).isSameAs(paths.find("name.5"));
    }

    @Test
    void paths_areFewerThanWasSaidWhateverTheyAreCleanedTo() {
        SeriesTable small = new SeriesTable(10, 1432);
        PathTable paths = small.paths();
        for (int i = 0; i < 50; i++) {
            Series alias = Objects.requireNonNull(small.add("a:0|c\n".getBytes(US_ASCII), 2));
            paths.add("alias" + i, alias);
        }
        long found = IntStream.range(0, 50)
                .filter(i -> paths.find("alias" + i) != null)
                .count();
        assertThat(found).isEqualTo(10);
    }

    @Test
    void paths_withOneHashAreFoundWithFewLooks() {
        PathTable paths = table.paths();
        List<String> names = colliding(11);
        Set<Integer> hashes = new HashSet<>();
        names.forEach(name -> hashes.add(name.hashCode()));
        assertThat(hashes).hasSize(1);
        for (String name : names) {
            paths.add(name, added(name + ":0|c\n"));
        }
        for (String name : names) {
            assertThat(lineOf(Objects.requireNonNull(paths.find(name)))).isEqualTo(name + ":0|c\n");
        }
    }

    @Test
    void hashes_ofNamesWithOneHashDiffer() {
        Hashing hashing = new Hashing(new SplittableRandom(7));
        List<String> names = colliding(11);
        assertThat(names.stream().map(hashing::hash).distinct().count()).isEqualTo(names.size());
        assertThat(names.stream()
                        .map(name -> hashing.hash(name.getBytes(US_ASCII), 0, name.length()))
                        .distinct()
                        .count())
                .isEqualTo(names.size());
        assertThat(hashing.hash("ab".getBytes(US_ASCII), 0, 1))
                .isNotEqualTo(hashing.hash("ab".getBytes(US_ASCII), 0, 2));
    }

    /** This many bits of names, all with one hash as strings have it. */
    private static List<String> colliding(int bits) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 1 << bits; i++) {
            StringBuilder name = new StringBuilder();
            for (int bit = 0; bit < bits; bit++) {
                name.append((i >> bit & 1) == 0 ? "Aa" : "BB");
            }
            names.add(name.toString());
        }
        return names;
    }

    private static String lineOf(Series series) {
        return new String(series.line(), 0, series.length(), US_ASCII);
    }

    private Series added(String line) {
        return Objects.requireNonNull(add(line));
    }

    private @Nullable Series add(String line) {
        return table.add(line.getBytes(US_ASCII), line.indexOf(':') + 1);
    }

    private Key key(String line) {
        byte[] bytes = line.getBytes(US_ASCII);
        return table.probe().read(bytes, 0, bytes.length);
    }
}
