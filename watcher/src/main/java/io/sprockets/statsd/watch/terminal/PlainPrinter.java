package io.sprockets.statsd.watch.terminal;

import io.sprockets.statsd.watch.store.ByteText;
import io.sprockets.statsd.watch.store.LineType;

/** A line as it came, the name in the colour of its type. Immutable. */
public final class PlainPrinter implements Tail.LinePrinter {
    private final Style style;

    /** @param coloured whether it is printed on a terminal */
    public PlainPrinter(boolean coloured) {
        this.style = Style.of(coloured);
    }

    @Override
    public String text(LineType type, byte[] line) {
        String safe = Cells.safe(ByteText.of(line, 0, line.length));
        int colon = safe.indexOf(':');
        if (type == LineType.WRONG) {
            return style.typed(type, "wrong: " + safe);
        }
        return colon < 0
                ? style.typed(type, safe)
                : style.typed(type, safe.substring(0, colon)) + safe.substring(colon);
    }
}
