package io.sprockets.statsd.watch.terminal;

import io.sprockets.statsd.watch.store.LineType;
import io.sprockets.statsd.watch.store.Row;
import io.sprockets.statsd.watch.store.SortKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The table of series, in so many columns of a screen: the more there are, the more it shows. Immutable. */
final class Table {
    private static final int TYPE_CELLS = 5;
    private static final int DIALECT_CELLS = 11;
    private static final int DIALECT_FROM = 150; // columns of the screen
    private static final List<Column> NUMBERS = List.of(
            new Column("per s", SortKey.RATE, 0, Row::rate),
            new Column("last", SortKey.LAST, 0, Row::last),
            new Column("sum", SortKey.SUM, 70, Row::sum),
            new Column("p50", SortKey.P50, 100, Row::p50),
            new Column("p95", SortKey.P95, 50, Row::p95),
            new Column("p99", SortKey.P99, 110, Row::p99),
            new Column("min", SortKey.NAME, 170, Row::min),
            new Column("max", SortKey.NAME, 170, Row::max),
            new Column("lines", SortKey.LINES, 130, Row::lines));

    private final Style style;
    private final SortKey sort;
    private final List<Column> columns;
    private final boolean dialects;
    private final int nameCells;

    Table(Style style, SortKey sort, int screenColumns) {
        this.style = style;
        this.sort = sort;
        this.columns = NUMBERS.stream()
                .filter(column -> column.from() <= screenColumns)
                .toList();
        this.dialects = screenColumns >= DIALECT_FROM;
        int others = TYPE_CELLS + columns.size() * Column.CELLS + (dialects ? DIALECT_CELLS : 0);
        this.nameCells = Math.max(8, screenColumns - others);
    }

    String header() {
        StringBuilder line = new StringBuilder();
        String name = Cells.left("series", nameCells);
        line.append(sort == SortKey.NAME ? style.reversed(name) : name);
        line.append(Cells.left(" type", TYPE_CELLS));
        if (dialects) {
            line.append(Cells.left(" dialect", DIALECT_CELLS));
        }
        columns.forEach(column -> line.append(column.title(sort, style)));
        return style.bold(line.toString());
    }

    List<String> rows(List<Row> rows) {
        List<String> lines = new ArrayList<>();
        rows.forEach(row -> lines.add(line(row)));
        return lines;
    }

    private String line(Row row) {
        LineType type = row.id().type();
        StringBuilder line = new StringBuilder();
        line.append(style.typed(type, name(row))).append(Cells.left(" " + type.code(), TYPE_CELLS));
        if (dialects) {
            line.append(Cells.left(" " + row.id().dialect().name().toLowerCase(Locale.ROOT), DIALECT_CELLS));
        }
        columns.forEach(column -> line.append(column.cell(row)));
        return line.toString();
    }

    private String name(Row row) {
        Map<String, String> tags = row.id().tags();
        String tagged = tags.isEmpty()
                ? ""
                : tags.entrySet().stream()
                        .map(tag -> tag.getValue().isEmpty() ? tag.getKey() : tag.getKey() + "=" + tag.getValue())
                        .collect(Collectors.joining(" ", "  ", ""));
        return Cells.left(row.id().name() + tagged, nameCells);
    }

    /** What the next key to sort by is: that of the next column which is shown. */
    SortKey next() {
        List<SortKey> keys = new ArrayList<>(List.of(SortKey.NAME));
        columns.stream().map(Column::sort).filter(key -> key != SortKey.NAME).forEach(keys::add);
        return keys.get((keys.indexOf(sort) + 1) % keys.size());
    }
}
