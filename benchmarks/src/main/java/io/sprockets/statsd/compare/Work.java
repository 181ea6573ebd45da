package io.sprockets.statsd.compare;

/** What the callers do. */
enum Work {
    ONE("1", 1),
    TWO("2", 2),
    EIGHT("8", 8),
    VIRTUAL("10,000 virtual", 10_000),
    /** First this many calls a second, then more, then none; see {@link Pacer}. */
    PACED("paced", 1);

    private static final int VIRTUAL_THREADS_SINCE = 21;

    final String title;
    final int callers;

    Work(String title, int callers) {
        this.title = title;
        this.callers = callers;
    }

    /** Whether this JVM can do it. */
    boolean isPossible() {
        return this != VIRTUAL || Runtime.version().feature() >= VIRTUAL_THREADS_SINCE;
    }
}
