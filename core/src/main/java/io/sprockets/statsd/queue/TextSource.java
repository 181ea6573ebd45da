package io.sprockets.statsd.queue;

/**
 * Writes the text of a record from parts that come with each call, so that nothing is allocated. Any thread may use it.
 */
public interface TextSource {
    /**
     * Writes as many bytes of UTF-8 as the record was offered with, in order.
     *
     * @param ring words of eight bytes, the lowest byte first; its length is a power of two
     * @param at index of the first byte, which may be beyond the ring's end and then counts from its beginning
     */
    void write(long[] ring, int at, String name, String value, String type);
}
