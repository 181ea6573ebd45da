package io.sprockets.statsd.link;

import io.sprockets.statsd.transport.Connection;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.ByteBuffer;

/**
 * A FIN that we did not ask for. It does not say what was read. If it comes before anything was sent, the server may
 * even still be reading: empty lines are then answered with a RST, directly or by a balancer, or they are not. Only the
 * sender thread uses it.
 */
final class UnaskedEnd {
    /**
     * One is for a balancer, which learns only by it that its server is gone; the last one shows whether a reset came.
     */
    private static final int MOST_EMPTY_LINES = 4;

    private boolean carried;
    private int emptyLines;
    private boolean deaf;

    /** The connection has carried something, which an end may have lost. */
    void carried() {
        carried = true;
    }

    /** Whether the server has ended its side, reads on, and so will never answer. */
    boolean isDeaf() {
        return deaf;
    }

    /**
     * Whether it has come; then the server is asked whether it reads on.
     *
     * @param atOnce whether it may be that of a server which ends its own side of each connection
     * @throws IOException if that is of no more interest
     */
    boolean hasCome(Connection connection, boolean atOnce) throws IOException {
        boolean ended = connection.isEnded() && !deaf;
        if (ended && (carried || !atOnce)) {
            throw new ConnectException("the server closed the connection");
        } else if (ended) {
            sendEmptyLine(connection);
        }
        return ended;
    }

    /**
     * Whether the server reads on, since it had the time for a reset; if that is not sure yet, it is asked once more.
     *
     * @throws IOException if it does not
     */
    boolean leavesAReader(Connection connection) throws IOException {
        sendEmptyLine(connection);
        deaf = emptyLines == MOST_EMPTY_LINES;
        return deaf;
    }

    private void sendEmptyLine(Connection connection) throws IOException {
        emptyLines++;
        try {
            connection.send(ByteBuffer.wrap(new byte[] {'\n'}));
        } catch (IOException e) {
            throw new ConnectException("the server closed the connection");
        }
    }
}
