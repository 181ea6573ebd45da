package io.sprockets.statsd.watch.terminal;

/** Where a {@link TerminalView} is shown. One thread uses it. */
interface Terminal {
    /** Rows and columns. */
    record Size(int rows, int columns) {}

    /** How large it is now; 24 by 80 if that is unknown. */
    Size size();

    /** Lets each key be read as it is pressed, and not be shown. */
    void takeKeys();

    /** As it was before. */
    void restore();
}
