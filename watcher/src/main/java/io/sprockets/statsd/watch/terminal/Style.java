package io.sprockets.statsd.watch.terminal;

import io.sprockets.statsd.watch.store.LineType;

/** Colours and the like of a terminal. A plain one has none. Immutable. */
final class Style {
    private static final String RESET = "\033[0m";

    private final boolean coloured;

    Style(boolean coloured) {
        this.coloured = coloured;
    }

    /** Coloured on a terminal, unless the environment asks for none with {@code NO_COLOR}. */
    static Style of(boolean terminal) {
        String none = System.getenv("NO_COLOR");
        return new Style(terminal && (none == null || none.isEmpty()));
    }

    String bold(String text) {
        return wrapped("1", text);
    }

    String dim(String text) {
        return wrapped("2", text);
    }

    String reversed(String text) {
        return wrapped("7", text);
    }

    /** In the colour of a type: the same colours as on the page. */
    String typed(LineType type, String text) {
        return wrapped(
                switch (type) {
                    case COUNTER, METER -> "34";
                    case GAUGE -> "32";
                    case TIMER -> "33";
                    case HISTOGRAM, DISTRIBUTION -> "35";
                    case SET -> "36";
                    case EVENT, CHECK -> "37";
                    case WRONG -> "31";
                },
                text);
    }

    private String wrapped(String code, String text) {
        return coloured ? "\033[" + code + "m" + text + RESET : text;
    }
}
