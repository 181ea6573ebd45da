package io.sprockets.statsd.compare;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is asked for on the command line. */
record Options(
        Set<Contender> contenders,
        Set<Route> routes,
        Set<Work> works,
        int rounds,
        int names,
        double seconds,
        @Nullable Path file,
        @Nullable Path other) {
    private static final Set<Contender> BEFORE = Arrays.stream(Contender.values())
            .filter(Contender::isBefore)
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(Contender.class)));

    static final String USAGE = """
            usage: benchmarks/compare [option ...]
              --quick             one round of a second, 1 caller only
              --only ROUTES       of %s
              --clients CLIENTS   of %s
              --work WORKS        of %s
              --rounds N          5: how often all of it is done in turn
              --seconds S         2: length of each measurement
              --names N           64: how many counters
              --before FOLDER     another check-out of this project that benchmarks/build has compiled, to compare with
              --write FILE        puts the tables between the two marks in a Markdown file
            Names are separated by commas. JAVA_HOME says which JDK is measured.
            """.formatted(words(Route.class), words(Contender.class), words(Work.class));

    static Options of(String... arguments) {
        Options options = new Options(alone(), EnumSet.allOf(Route.class), possible(), 5, 64, 2, null, null);
        for (int i = 0; i < arguments.length; i++) {
            String option = arguments[i];
            boolean alone = option.equals("--quick");
            if (!alone && i + 1 == arguments.length) {
                throw new IllegalArgumentException(option + " needs a value, or is unknown");
            }
            options = alone ? options.quick() : options.with(option, arguments[++i]);
        }
        return options;
    }

    private Options quick() {
        return new Options(contenders, routes, EnumSet.of(Work.ONE), 1, names, 1, file, other);
    }

    private Options with(String option, String value) {
        return switch (option) {
            case "--only" ->
                new Options(contenders, set(Route.class, value), works, rounds, names, seconds, file, other);
            case "--clients" ->
                new Options(chosen(set(Contender.class, value)), routes, works, rounds, names, seconds, file, other);
            case "--work" ->
                new Options(contenders, routes, set(Work.class, value), rounds, names, seconds, file, other);
            case "--rounds" ->
                new Options(contenders, routes, works, Integer.parseInt(value), names, seconds, file, other);
            case "--names" ->
                new Options(contenders, routes, works, rounds, Integer.parseInt(value), seconds, file, other);
            case "--seconds" ->
                new Options(contenders, routes, works, rounds, names, Double.parseDouble(value), file, other);
            case "--write" -> new Options(contenders, routes, works, rounds, names, seconds, Path.of(value), other);
            case "--before" ->
                new Options(with(contenders, BEFORE), routes, works, rounds, names, seconds, file, Path.of(value));
            default -> throw new IllegalArgumentException(option + " is unknown");
        };
    }

    /** What comes first on the class path of the other build. */
    String before() {
        String classes = File.separator + "target" + File.separator + "classes" + File.pathSeparator;
        Path root = Objects.requireNonNull(other, "--before");
        return root.resolve("benchmarks") + classes + root.resolve("core") + classes;
    }

    private Set<Contender> chosen(Set<Contender> some) {
        return other == null ? some : with(some, BEFORE);
    }

    private static Set<Contender> alone() {
        Set<Contender> alone = EnumSet.allOf(Contender.class);
        alone.removeAll(BEFORE);
        return alone;
    }

    private static Set<Contender> with(Set<Contender> some, Set<Contender> more) {
        Set<Contender> all = EnumSet.copyOf(some);
        all.addAll(more);
        return all;
    }

    private static Set<Work> possible() {
        return Arrays.stream(Work.values())
                .filter(Work::isPossible)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Work.class)));
    }

    private static <E extends Enum<E>> Set<E> set(Class<E> type, String words) {
        return Arrays.stream(words.split(",", -1))
                .map(word -> Enum.valueOf(type, word.toUpperCase(Locale.ROOT).replace('-', '_')))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(type)));
    }

    private static <E extends Enum<E>> String words(Class<E> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(one -> one.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .collect(Collectors.joining(","));
    }
}
