package io.sprockets.statsd.vertx;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;

/** Sends the same request over and over on connections that are kept, a few ahead of the answers. */
final class LoadClient {
    private static final byte[] REQUEST = "GET /plain HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(ISO_8859_1);
    private static final String END = "\r\n\r\nplain";
    private static final int PATIENCE = 30_000; // milliseconds

    private final int port;
    private final int ahead;
    private final LongAdder answered = new LongAdder();

    /** @param ahead how many requests are sent at once */
    LoadClient(int port, int ahead) {
        this.port = port;
        this.ahead = ahead;
    }

    /** Requests that were answered in full. */
    long answered() {
        return answered.sum();
    }

    /** Sends a number of requests on each of a number of connections, or until the server closes them. */
    void run(int connections, int requests) {
        CompletableFuture.allOf(IntStream.range(0, connections)
                        .mapToObj(i -> CompletableFuture.runAsync(() -> connection(requests), LoadClient::start))
                        .toArray(CompletableFuture<?>[]::new))
                .join();
    }

    private static void start(Runnable body) {
        new Thread(body, "load").start();
    }

    private void connection(int requests) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(PATIENCE);
            socket.setTcpNoDelay(true);
            DataInputStream in = new DataInputStream(socket.getInputStream());
            byte[] batch = new String(REQUEST, ISO_8859_1).repeat(ahead).getBytes(ISO_8859_1);
            socket.getOutputStream().write(REQUEST);
            byte[] answer = new byte[first(in)]; // every answer has the same length
            answered.increment();
            for (int sent = 1; sent < requests; sent += ahead) {
                int now = Math.min(ahead, requests - sent);
                socket.getOutputStream().write(batch, 0, now * REQUEST.length);
                for (int i = 0; i < now; i++) {
                    in.readFully(answer);
                    answered.increment();
                }
            }
        } catch (IOException closed) {
            // the server has its reasons; what was answered is counted
        }
    }

    private static int first(DataInputStream in) throws IOException {
        StringBuilder answer = new StringBuilder();
        while (answer.indexOf(END) < 0) {
            answer.append((char) in.readUnsignedByte());
        }
        return answer.length();
    }
}
