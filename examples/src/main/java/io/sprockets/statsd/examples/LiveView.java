package io.sprockets.statsd.examples;

import java.util.List;
import java.util.Locale;

/** What is shown while the demo runs, as lines of text. One thread asks for them, again and again. */
interface LiveView {
    /** What is to be seen. */
    String title();

    /** The lines below the title. */
    List<String> lines(double elapsedSeconds);

    /** A whole number, with separators. */
    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
