package io.sprockets.statsd.sender;

import io.sprockets.statsd.transport.Connection;
import io.sprockets.statsd.transport.Transport;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The change from one connection to the next without a gap: the next one is opened while the current one is in use; then
 * the current one is half-closed, and its end awaited, which proves that the server has read all of it. Only the sender
 * thread uses it.
 */
final class Handover {
    /** What is known of the connection that was left. */
    enum Answer {
        NONE,
        READ,
        LOST
    }

    private final Transport transport;
    private final long connectPatience; // nanoseconds
    private final long answerPatience;
    private @Nullable Connection next;
    private @Nullable Connection previous;
    private long since; // the next one was opened, or the previous one was left

    Handover(Transport transport, SenderSettings settings) {
        this.transport = transport;
        this.connectPatience = settings.connectTimeout().toNanos();
        this.answerPatience = settings.writeTimeout().toNanos();
    }

    /** Whether a handover is not under way. */
    boolean isIdle() {
        return next == null && previous == null;
    }

    /** Opens the next connection. If that fails, so be it: the current one is as good as before. */
    void begin(long now) {
        try {
            next = transport.open();
            since = now;
        } catch (IOException e) {
            next = null;
        }
    }

    /** Whether the next connection is established. */
    boolean isReady(long now) {
        if (next == null) {
            return false;
        }
        try {
            if (next.isEstablished()) {
                return true;
            }
        } catch (IOException e) {
            giveUpNext();
            return false;
        }
        if (now - since >= connectPatience) {
            giveUpNext();
        }
        return false;
    }

    /** Leaves the current connection for the next one, which it returns. */
    Connection change(Connection current, long now) {
        Connection taken = next;
        if (taken == null) {
            throw new IllegalStateException("there is no connection to change to");
        }
        next = null;
        previous = current;
        since = now;
        try {
            current.finish();
        } catch (IOException e) {
            since = now - answerPatience; // it will not answer
        }
        return taken;
    }

    /** What the connection that was left says; once it says something it is forgotten. */
    Answer answer(long now) {
        if (previous == null) {
            return Answer.NONE;
        }
        Answer answer = ask(previous, now);
        if (answer != Answer.NONE) {
            previous.close();
            previous = null;
        }
        return answer;
    }

    void close() {
        giveUpNext();
        if (previous != null) {
            previous.close();
            previous = null;
        }
    }

    private Answer ask(Connection left, long now) {
        try {
            if (left.isEnded()) {
                return Answer.READ;
            }
        } catch (IOException e) {
            return Answer.LOST;
        }
        return now - since >= answerPatience ? Answer.LOST : Answer.NONE;
    }

    private void giveUpNext() {
        if (next != null) {
            next.close();
            next = null;
        }
    }
}
