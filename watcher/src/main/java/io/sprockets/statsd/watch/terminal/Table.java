package io.sprockets.statsd.watch.terminal;

import io.sprockets.statsd.watch.store.Curve;
import io.sprockets.statsd.watch.store.LineType;
import io.sprockets.statsd.watch.store.Row;
import io.sprockets.statsd.watch.store.SortKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The table of series; the more columns the screen has, the more it shows. Immutable. */
final class Table {
    private static final int TYPE_CELLS = 5;
    private static final int DIALECT_CELLS = 11;
    private static final int DIALECT_FROM = 150; // columns of the screen
    private static final int SPARK_FROM = 120;
    private static final int SPARK_SECONDS = 30; // a cell for each
    private static final List<Column> NUMBERS = List.of(
            new Column("per s", SortKey.RATE, 24, Row::rate),
            new Column("last", SortKey.LAST, 36, Row::last),
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
    private final boolean sparks;
    private final int typeCells;
    private final int nameCells;

    Table(Style style, SortKey sort, int screenColumns) {
        this.style = style;
        this.sort = sort;
        this.columns = NUMBERS.stream()
                .filter(column -> column.from() <= screenColumns)
                .toList();
        this.dialects = screenColumns >= DIALECT_FROM;
        this.sparks = screenColumns >= SPARK_FROM;
        this.typeCells = Math.min(TYPE_CELLS, screenColumns);
        int others = typeCells
                + columns.size() * Column.CELLS
                + (dialects ? DIALECT_CELLS : 0)
                + (sparks ? SPARK_SECONDS + 2 : 0);
        this.nameCells = Math.max(0, screenColumns - others);
    }

    String header() {
        StringBuilder line = new StringBuilder();
        String name = Cells.left("series", nameCells);
        line.append(sort == SortKey.NAME ? style.reversed(name) : name);
        line.append(Cells.left(" type", typeCells));
        if (dialects) {
            line.append(Cells.left(" dialect", DIALECT_CELLS));
        }
        columns.forEach(column -> line.append(column.title(sort, style)));
        if (sparks) {
            line.append(Cells.left("  last " + SPARK_SECONDS + " s", SPARK_SECONDS + 2));
        }
        return style.bold(line.toString());
    }

    /** How many seconds of the curve of each row it shows; 0 if there is no room for it. */
    int sparkSeconds() {
        return sparks ? SPARK_SECONDS : 0;
    }

    /** @param curves of the rows, for this many seconds */
    List<String> rows(List<Row> rows, List<Curve> curves) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            lines.add(line(rows.get(i)) + spark(rows.get(i), curves.get(i)));
        }
        return lines;
    }

    private String spark(Row row, Curve curve) {
        return sparks ? "  " + style.typed(row.id().type(), Figures.bars(curve)) : "";
    }

    private String line(Row row) {
        LineType type = row.id().type();
        StringBuilder line = new StringBuilder();
        line.append(style.typed(type, name(row))).append(Cells.left(" " + type.code(), typeCells));
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
