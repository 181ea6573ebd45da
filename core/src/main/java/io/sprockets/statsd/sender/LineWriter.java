package io.sprockets.statsd.sender;

import io.sprockets.statsd.fold.LineSink;
import io.sprockets.statsd.line.Lines;
import io.sprockets.statsd.link.Backlog;

/** Writes records as lines to the backlog, many at a time. Only the sender thread uses it. */
final class LineWriter implements LineSink {
    private static final int BATCH = 1 << 14; // bytes that are moved to the backlog at once

    private final Backlog backlog;
    private final int longestLine;
    private final byte[] batch;

    LineWriter(Backlog backlog, int longestLine) {
        this.backlog = backlog;
        this.longestLine = longestLine;
        this.batch = new byte[BATCH + longestLine + Records.SLACK];
    }

    /** Writes all records that there are, as long as there is room. Returns whether there were any. */
    boolean fill(Records records) {
        boolean any = false;
        for (int room = backlog.room(); room > 0 && write(records, Math.min(room, BATCH)); room = backlog.room()) {
            any = true;
        }
        return any;
    }

    /** Writes the record that is looked at, if there is room. Returns whether there was. */
    boolean keep(Records records) {
        if (backlog.room() == 0) {
            return false;
        }
        int length = records.write(batch, 0);
        append(batch, length, 1, records.areJoined());
        return true;
    }

    /** Writes records that come to about this many bytes, one at least. Returns whether there were any. */
    private boolean write(Records records, int bytes) {
        int last = Math.max(bytes - longestLine, 0);
        int at = 0;
        do {
            at = records.writeNumbers(batch, at, last);
            if (at > last || !records.next()) {
                break;
            }
            at = records.write(batch, at);
            records.pass();
        } while (at <= last);
        if (at > 0) {
            append(batch, at, records.passed(), records.areJoined());
        }
        records.free();
        return at > 0;
    }

    @Override
    public boolean hasRoom() {
        return backlog.hasRoom();
    }

    @Override
    public void append(byte[] line, int length) {
        boolean joined = false;
        for (int i = 0; i < length; i++) {
            joined |= line[i] == Lines.JOINT;
        }
        append(line, length, 1, joined);
    }

    private void append(byte[] bytes, int length, int metrics, boolean joined) {
        if (!backlog.append(bytes, length, metrics, joined)) {
            throw new IllegalStateException("there was room for " + metrics + " metrics");
        }
    }

    /** Whether there is something that was not handed over yet. */
    boolean isWaiting() {
        return !backlog.isEmpty();
    }
}
