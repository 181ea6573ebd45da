package io.sprockets.statsd.link;

import io.sprockets.statsd.ledger.Entry;
import io.sprockets.statsd.ledger.Ledger;

/**
 * Confirmed delivery: a line is kept until the server has read it. A server that does not answer gets the lines a
 * second time, since it may have been frozen. If it does not answer then either, it cannot confirm, and lines are
 * forgotten at once until it does.
 */
final class KeepUntilRead implements Retention {
    private static final int MOST_SILENCES = 2;

    private final Backlog backlog;
    private final Ledger ledger;
    private int silences; // on end
    private boolean deaf; // the current connection will bring no answer
    private Mark settled = new Mark(0, 0); // before it all lines are read, or will never be known to be

    KeepUntilRead(Backlog backlog, Ledger ledger) {
        this.backlog = backlog;
        this.ledger = ledger;
    }

    @Override
    public void handed(long start) {
        if (isUnanswered()) {
            backlog.forget(backlog.handedBytes());
        }
    }

    @Override
    public void read(Mark mark) {
        silences = 0;
        deaf = false;
        if (mark.bytes() <= backlog.keptBytes()) {
            return; // it was given up meanwhile
        }
        ledger.add(Entry.CONFIRMED, mark.lines() - settled.lines());
        settled = mark;
        backlog.forget(mark.bytes());
    }

    @Override
    public boolean silent() {
        silences++;
        if (isUnanswered()) {
            giveUp();
        }
        return !isUnanswered();
    }

    @Override
    public void deafened() {
        deaf = true;
        giveUp();
    }

    @Override
    public void giveUp() {
        settled = Mark.of(backlog);
        backlog.forget(settled.bytes());
    }

    @Override
    public void lost() {
        if (isUnanswered()) {
            settled = Mark.of(backlog);
        }
        deaf = false; // the next server may be another one
    }

    @Override
    public boolean isSafe(long position) {
        return !isUnanswered() && settled.bytes() >= position;
    }

    @Override
    public long unread() {
        return backlog.handedLines() - settled.lines();
    }

    @Override
    public boolean isUnanswered() {
        return deaf || silences >= MOST_SILENCES;
    }
}
