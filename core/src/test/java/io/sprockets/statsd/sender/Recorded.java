package io.sprockets.statsd.sender;

import io.sprockets.statsd.line.Lines;
import io.sprockets.statsd.line.WholeLine;
import io.sprockets.statsd.queue.Header;
import io.sprockets.statsd.queue.RecordQueue;
import io.sprockets.statsd.series.Tag;

/** Lines in a queue, as calls leave them there whose metrics have no series. */
final class Recorded {
    private static final WholeLine WHOLE = new WholeLine();
    private static final int NEWLINE = 1;

    private Recorded() {}

    /**
     * Offers a line without its newline, or two with a joint that set a gauge below zero. Returns what the queue said.
     */
    static int line(RecordQueue queue, String line) {
        int joint = line.indexOf(Lines.JOINT);
        if (joint >= 0) {
            String value = line.substring(line.indexOf(':', joint) + 1, line.lastIndexOf('|'));
            return gauge(queue, line.substring(0, joint), Long.parseLong(value));
        }
        boolean whole = line.startsWith("_e{") || line.startsWith("_sc|");
        long header = Header.ofText(Tag.LINE, whole ? Tag.WHOLE : 0, line.length() + NEWLINE);
        return queue.offer(header, 0, null, WHOLE, "", line, "", false);
    }

    private static int gauge(RecordQueue queue, String zero, long value) {
        return queue.offer(
                Header.ofText(Tag.NUMBER, 0, zero.length() + NEWLINE), value, null, WHOLE, "", zero, "", false);
    }
}
