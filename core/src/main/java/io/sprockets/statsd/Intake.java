package io.sprockets.statsd;

import io.sprockets.statsd.line.LineTemplate;
import io.sprockets.statsd.queue.LineQueue;
import org.jspecify.annotations.Nullable;

/**
 * Where a metric becomes a line in the queue, and where one that cannot is counted. Its methods neither throw nor
 * allocate, and block only if the overflow policy says so. Any thread may use it.
 */
final class Intake {
    private final LineQueue queue;
    private final Waiting waiting;
    private final Drops drops;

    Intake(LineQueue queue, Waiting waiting, Drops drops) {
        this.queue = queue;
        this.waiting = waiting;
        this.drops = drops;
    }

    /** Records {@code significand * 10^exponent}. */
    void number(LineTemplate template, @Nullable String path, long significand, int exponent) {
        int name = LineTemplate.scan(path);
        if (path == null || name == 0) {
            drop(DropReason.INVALID);
            return;
        }
        int zeros = LineTemplate.needlessZeros(significand, exponent);
        long digits = LineTemplate.withoutZeros(significand, zeros);
        int scale = exponent + zeros;
        int length = template.length(name, digits, scale);
        int start = claim(length);
        if (start < 0) {
            return;
        }
        try {
            template.write(path, name, digits, scale, queue.bytes(), start);
        } catch (Throwable e) { // a stack overflow: an unfinished claim would hold up every line behind it
            queue.abandon(start, start + length);
            throw e;
        }
        queue.publish(start + length);
    }

    /** Records a value that is a text. */
    void text(LineTemplate template, @Nullable String path, @Nullable String value, @Nullable String type) {
        int name = LineTemplate.scan(path);
        int text = LineTemplate.scan(value);
        int code = LineTemplate.scan(type);
        if (path == null || value == null || type == null || name == 0 || text == 0) {
            drop(DropReason.INVALID);
            return;
        }
        int length = template.length(name, text, code);
        int start = claim(length);
        if (start < 0) {
            return;
        }
        try {
            template.write(path, name, value, text, type, code, queue.bytes(), start);
        } catch (Throwable e) {
            queue.abandon(start, start + length);
            throw e;
        }
        queue.publish(start + length);
    }

    void drop(DropReason reason) {
        drops.count(reason);
    }

    private int claim(int length) {
        if (length > queue.longestLine()) {
            drop(DropReason.TOO_LONG);
            return -1;
        }
        int start = queue.claim(length);
        if (start == LineQueue.FULL) {
            start = waiting.claim(queue, length);
        }
        if (start < 0) {
            drop(start == LineQueue.FULL ? DropReason.QUEUE_FULL : DropReason.CLOSED);
        }
        return start;
    }
}
