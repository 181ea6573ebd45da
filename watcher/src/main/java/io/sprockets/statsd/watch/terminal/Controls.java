package io.sprockets.statsd.watch.terminal;

import io.sprockets.statsd.watch.store.SortKey;

/** What the keys have set. One thread uses it. */
final class Controls {
    private SortKey sort = SortKey.NAME;
    private boolean reversed;
    private boolean paused;
    private boolean over;
    private int first; // row that is shown

    void press(int key, Table table, int rows) {
        switch (key) {
            case 'q', 3, 4 -> over = true; // ctrl-C and ctrl-D
            case 's' -> sort = table.next();
            case 'r' -> reversed = !reversed;
            case 'p' -> paused = !paused;
            case 'j', 'B' -> first++; // the arrows end with these letters
            case 'k', 'A' -> first--;
            case ' ' -> first += rows;
            case 'b' -> first -= rows;
            case 'g' -> first = 0;
            default -> {} // any other key
        }
    }

    SortKey sort() {
        return sort;
    }

    /** Numbers begin with the greatest, names with A. */
    boolean isDescending() {
        return (sort != SortKey.NAME) != reversed;
    }

    boolean isPaused() {
        return paused;
    }

    boolean isOver() {
        return over;
    }

    /** The first row to show, for a number of rows of which some fit. */
    int firstRow(int all, int fitting) {
        first = Math.max(0, Math.min(first, all - fitting));
        return first;
    }
}
