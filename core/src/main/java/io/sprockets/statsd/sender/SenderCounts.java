package io.sprockets.statsd.sender;

import io.sprockets.statsd.queue.LineQueue;

/**
 * What the sender has done so far, all read at one moment.
 *
 * @param settled lines that left the queue, and claims that were given up
 * @param drained lines that left the queue
 * @param sent lines handed to the kernel
 * @param closed lines dropped because the connector stopped before they could be sent
 * @param connected whether the connection stands
 * @param connects connections that were established
 * @param bytes handed to the kernel, lines sent again included
 */
public record SenderCounts(
        long settled, long drained, long sent, long closed, boolean connected, long connects, long bytes) {
    static final SenderCounts NONE = new SenderCounts(0, 0, 0, 0, false, 0, 0);

    /** These counts after so many more lines were taken from the queue and dropped. */
    SenderCounts withClosed(long lines, LineQueue queue) {
        return new SenderCounts(queue.settled(), queue.drained(), sent, closed + lines, connected, connects, bytes);
    }
}
