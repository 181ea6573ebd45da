package io.sprockets.statsd.compare;

/** A client under load. Any thread may record. */
interface Client {
    /**
     * Counts one under a name.
     *
     * @param name its number, from zero
     * @return how many metrics that was: one, but for a floor that writes whole packets
     */
    int record(int name);
}
