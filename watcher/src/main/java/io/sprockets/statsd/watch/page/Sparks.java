package io.sprockets.statsd.watch.page;

import io.sprockets.statsd.watch.intake.Desk;
import io.sprockets.statsd.watch.store.Curve;
import io.sprockets.statsd.watch.store.Row;
import java.util.Iterator;
import java.util.List;

/** The last minute of each of some rows, in their order, asked for a part at a time. One thread uses it. */
final class Sparks {
    private static final int SECONDS = 60;
    private static final int AT_A_TIME = 1_000; // about 300 KB

    private final Desk desk;
    private final List<Row> rows;
    private int asked;
    private Iterator<Curve> some = List.<Curve>of().iterator();

    Sparks(Desk desk, List<Row> rows) {
        this.desk = desk;
        this.rows = rows;
    }

    /** That of the next row. */
    Curve next() {
        if (!some.hasNext()) {
            List<Row> part = rows.subList(asked, Math.min(rows.size(), asked + AT_A_TIME));
            asked += part.size();
            some = desk.sparks(part.stream().map(row -> row.id().number()).toList(), SECONDS)
                    .iterator();
        }
        return some.next();
    }
}
