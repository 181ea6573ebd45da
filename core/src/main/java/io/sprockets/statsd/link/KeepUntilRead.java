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
    private static final long MOST_UNPROVEN = 1 << 16; // bytes; what each of many connections may cost

    private final Backlog backlog;
    private final Ledger ledger;
    private int silences; // on end
    private boolean wary; // lines are being sent again, and the server has read nothing since
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
        wary = false;
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
        wary = false;
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
    public void replaying() {
        wary = true;
    }

    @Override
    public void goOn() {
        wary = false;
    }

    /** A balancer without a server may accept one connection after the other, and all that is kept on each. */
    @Override
    public boolean mayHandMore() {
        return !wary || isUnanswered() || backlog.handedBytes() - settled.bytes() < MOST_UNPROVEN;
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
