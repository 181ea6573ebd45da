package io.sprockets.statsd.micrometer;

/** A meter that records straight. */
@FunctionalInterface
interface Removable {
    /** From now on it records nothing. */
    void remove();
}
