package io.sprockets.statsd.http.tests;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;

/** One connection on which a test writes and reads what it likes. */
final class RawClient implements AutoCloseable {
    /** A request without the end of its body. */
    static final String BEGUN = "POST /body HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\n"
            + "Content-Length: 9999\r\n\r\nthe beginning";

    private static final int PATIENCE = 60_000; // milliseconds

    private final Socket socket;
    private final StringBuilder read = new StringBuilder();

    RawClient(int port) throws IOException {
        this.socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(PATIENCE);
    }

    void write(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(ISO_8859_1));
        socket.getOutputStream().flush();
    }

    /** Reads until a text has come that often; {@link IOException} if it does not. */
    void readUntil(String text, int times) throws IOException {
        byte[] buffer = new byte[8192];
        while (read.toString().split(text, -1).length - 1 < times) {
            int length = read(buffer, text);
            if (length < 0) {
                throw new IOException("the server closed the connection after: " + read);
            }
            read.append(new String(buffer, 0, length, ISO_8859_1));
        }
    }

    private int read(byte[] buffer, String awaited) throws IOException {
        try {
            return socket.getInputStream().read(buffer);
        } catch (SocketTimeoutException silent) {
            throw new IOException("waited in vain for '" + awaited + "' after: " + read, silent);
        }
    }

    /** Reads until the server ends the connection, in whichever way. */
    void readToEnd() throws SocketTimeoutException {
        byte[] buffer = new byte[8192];
        try {
            while (socket.getInputStream().read(buffer) >= 0) {
                // what it is does not matter
            }
        } catch (SocketTimeoutException alive) {
            throw alive;
        } catch (IOException reset) {
            // that is an end, too
        }
    }

    /** Leaves without a word: the server's next write fails. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
