package io.sprockets.statsd.watch.store;

import java.util.Comparator;
import java.util.function.ToDoubleFunction;

/** What rows are ordered by. */
public enum SortKey {
    /** Without regard to upper and lower case. */
    NAME(Comparator.comparing(row -> row.id().name(), String.CASE_INSENSITIVE_ORDER)),
    /** In the order of {@link LineType}. */
    TYPE(Comparator.comparing(row -> row.id().type())),
    /** By its name. */
    DIALECT(Comparator.comparing(row -> row.id().dialect().name())),
    /** What came per second. */
    RATE(Row::rate),
    /** The last value. */
    LAST(Row::last),
    /** The sum, or the number of members. */
    SUM(Row::sum),
    /** The median. */
    P50(Row::p50),
    /** And so on. */
    P95(Row::p95),
    /** And so on. */
    P99(Row::p99),
    /** All lines. */
    LINES(Row::lines),
    /** When it came last. */
    SEEN(Row::lastSecond);

    @SuppressWarnings("ImmutableEnumChecker") // these comparators have no state
    private final Comparator<Row> ascending;

    SortKey(Comparator<Row> ascending) {
        this.ascending = ascending;
    }

    SortKey(ToDoubleFunction<Row> number) {
        // What a series does not have comes last, whichever way the others go.
        this.ascending = Comparator.comparingDouble(row -> known(number.applyAsDouble(row)));
    }

    private static double known(double number) {
        return Double.isNaN(number) ? Double.NEGATIVE_INFINITY : number;
    }

    Comparator<Row> order(boolean descending) {
        Comparator<Row> order = descending ? ascending.reversed() : ascending;
        return order.thenComparing(row -> row.id().name(), String.CASE_INSENSITIVE_ORDER)
                .thenComparing(row -> row.id().number());
    }
}
