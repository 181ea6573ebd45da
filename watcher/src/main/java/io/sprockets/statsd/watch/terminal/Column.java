package io.sprockets.statsd.watch.terminal;

import io.sprockets.statsd.watch.store.Row;
import io.sprockets.statsd.watch.store.SortKey;
import java.util.function.ToDoubleFunction;

/**
 * A column of numbers of the table. Immutable.
 *
 * @param title over it
 * @param from shown on screens of at least this many columns
 */
record Column(String title, SortKey sort, int from, ToDoubleFunction<Row> number) {
    static final int CELLS = 9; // with the space before it

    String title(SortKey sorted, Style style) {
        String text = Cells.right(title, CELLS);
        return sort == sorted ? style.reversed(text) : text;
    }

    String cell(Row row) {
        return Cells.right(Figures.shortened(number.applyAsDouble(row)), CELLS);
    }
}
