package io.sprockets.statsd.compare;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
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
        @Nullable Path file) {
    static final String USAGE = """
            usage: benchmarks/compare [option ...]
              --quick             one round of a second, 1 caller only
              --only ROUTES       of %s
              --clients CLIENTS   of %s
              --work WORKS        of %s
              --rounds N          5: how often all of it is done in turn
              --seconds S         2: length of each measurement
              --names N           64: how many counters
              --write FILE        puts the tables between the two marks in a Markdown file
            Names are separated by commas. JAVA_HOME says which JDK is measured.
            """.formatted(words(Route.class), words(Contender.class), words(Work.class));

    static Options of(String... arguments) {
        Options options =
                new Options(EnumSet.allOf(Contender.class), EnumSet.allOf(Route.class), possible(), 5, 64, 2, null);
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
        return new Options(contenders, routes, EnumSet.of(Work.ONE), 1, names, 1, file);
    }

    private Options with(String option, String value) {
        return switch (option) {
            case "--only" -> new Options(contenders, set(Route.class, value), works, rounds, names, seconds, file);
            case "--clients" -> new Options(set(Contender.class, value), routes, works, rounds, names, seconds, file);
            case "--work" -> new Options(contenders, routes, set(Work.class, value), rounds, names, seconds, file);
            case "--rounds" -> new Options(contenders, routes, works, Integer.parseInt(value), names, seconds, file);
            case "--names" -> new Options(contenders, routes, works, rounds, Integer.parseInt(value), seconds, file);
            case "--seconds" -> new Options(contenders, routes, works, rounds, names, Double.parseDouble(value), file);
            case "--write" -> new Options(contenders, routes, works, rounds, names, seconds, Path.of(value));
            default -> throw new IllegalArgumentException(option + " is unknown");
        };
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
