package io.sprockets.statsd.series;

/** How metrics of one series become one. */
public enum Type {
    /** They are added up. */
    COUNTER,
    /** The last one counts, with the changes after it. */
    GAUGE,
    /** Each member counts once. */
    SET,
    /** Each value counts; a sample of them stands for all. */
    TIMER,
    /** They cannot be merged. */
    OTHER;

    /** The type of a line with a newline, by the index of its one-digit value. */
    public static Type of(byte[] line, int valueAt) {
        int begin = valueAt + 2; // behind the bar
        int end = begin;
        while (end < line.length && line[end] != '|' && line[end] != '\n') {
            end++;
        }
        int length = end - begin;
        byte first = length > 0 ? line[begin] : 0;
        if (length == 1) {
            return switch (first) {
                case 'c', 'm' -> COUNTER;
                case 'g' -> GAUGE;
                case 's' -> SET;
                case 'h', 'd' -> TIMER;
                default -> OTHER;
            };
        }
        return length == 2 && first == 'm' && line[begin + 1] == 's' ? TIMER : OTHER;
    }
}
