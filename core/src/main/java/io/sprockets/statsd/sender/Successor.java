package io.sprockets.statsd.sender;

import io.sprockets.statsd.transport.Connection;
import io.sprockets.statsd.transport.Transport;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The connection that is to replace the current one, opened while that is in use. If it fails, so be it: the current one
 * is as good as before. Only the sender thread uses it.
 */
final class Successor {
    private static final long RETRY = 1_000_000_000; // nanoseconds after an attempt that failed

    private final Transport transport;
    private final long patience; // nanoseconds
    private @Nullable Connection connection;
    private long since; // it was opened, or established
    private boolean established;
    private long notBefore; // the next one is opened

    Successor(Transport transport, SenderSettings settings) {
        this.transport = transport;
        this.patience = settings.connectTimeout().toNanos();
    }

    /** Allows the next attempt from now on. */
    void restart(long now) {
        giveUp();
        notBefore = now;
    }

    /** Opens it if there is none. */
    void open(long now) {
        if (connection != null || now - notBefore < 0) {
            return;
        }
        try {
            connection = transport.openBeside();
            established = false;
            since = now;
            notBefore = now + RETRY;
        } catch (IOException e) {
            notBefore = now + RETRY;
        }
    }

    /** Whether it is established, and the server has not ended it for a moment. */
    boolean isReady(long now) {
        Connection current = connection;
        if (current == null) {
            return false;
        }
        try {
            if (!established && current.isEstablished()) {
                established = true;
                since = now;
            }
            if (established ? current.isEnded() : now - since >= patience) {
                giveUp();
            }
        } catch (IOException e) {
            giveUp();
        }
        return connection != null && established && now - since >= Link.SETTLE;
    }

    /** Gives it away; null if there is none. */
    @Nullable
    Connection take() {
        Connection taken = connection;
        connection = null;
        return taken;
    }

    void giveUp() {
        if (connection != null) {
            connection.close();
            connection = null;
        }
    }
}
