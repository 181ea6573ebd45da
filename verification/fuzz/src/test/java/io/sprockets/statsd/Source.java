package io.sprockets.statsd;

/** Where arbitrary input comes from. */
interface Source {
    /** 0 to below a limit. */
    int choice(int limit);

    /** Any long, often a small one or one at the edge. */
    long number();

    /** Any double, also those that are no number. */
    double fraction();

    /** Any text, also an empty one and halves of surrogate pairs; at most 24 characters. */
    String text();

    /** As {@link #text}, but not empty. */
    default String name() {
        String text = text();
        return text.isEmpty() ? "\n" : text;
    }
}
