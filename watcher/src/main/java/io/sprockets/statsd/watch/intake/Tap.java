package io.sprockets.statsd.watch.intake;

import io.sprockets.statsd.watch.store.LineType;

/** Listens in on every line, good or wrong. Called by the server's thread, which it must not hold up. */
public interface Tap extends AutoCloseable {
    /** A line without its newline; the bytes are valid during the call. */
    void line(LineType type, byte[] bytes, int from, int to);

    /** Everything so far has been passed on. */
    default void pause() {}

    /** No more lines will come; finishes those that have, within a few seconds. */
    @Override
    default void close() {}
}
