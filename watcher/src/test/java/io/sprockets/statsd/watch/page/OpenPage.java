package io.sprockets.statsd.watch.page;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import io.sprockets.statsd.watch.Watch;
import io.sprockets.statsd.watch.WatchSettings;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;

/** A watch with a page, which is asked over plain sockets, so that a request may be as wrong as it likes. */
final class OpenPage implements AutoCloseable {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    private final Watch watch;

    /** In place of a status, when the connection was closed. */
    static final int NONE = 0;

    /** An answer. */
    record Answer(int status, String headers, String body) {}

    OpenPage(int series) throws IOException {
        PageSettings page = new PageSettings(LOOPBACK, 0, "");
        watch = Watch.start(new WatchSettings(LOOPBACK, 0, null, false, series, page, List.of()));
    }

    /** Takes lines, and waits until the page knows of them. */
    void receive(String lines) {
        watch.receive("test", lines.getBytes(UTF_8));
        long received = watch.desk().lines();
        await().until(() -> watch.desk().latest().totals().lines() == received);
    }

    Answer get(String target) throws IOException {
        return ask("GET", target);
    }

    /** Sends a request without a body and reads the answer to its end; of events, the first one. */
    Answer ask(String method, String target) throws IOException {
        try (Socket socket = open()) {
            send(socket, method, target);
            String answer = answer(new BufferedInputStream(socket.getInputStream()));
            int headers = answer.indexOf("\r\n\r\n");
            return headers < 0
                    ? new Answer(NONE, "", "")
                    : new Answer(
                            Integer.parseInt(answer.substring(9, 12)),
                            answer.substring(0, headers),
                            answer.substring(headers + 4));
        }
    }

    private static String answer(InputStream in) throws IOException {
        StringBuilder answer = new StringBuilder();
        for (int next = in.read(); next >= 0; next = in.read()) {
            answer.append((char) next);
            if (next == '\n' && answer.indexOf("\n\n") > 0 && answer.indexOf("text/event-stream") > 0) {
                break;
            }
        }
        return answer.toString();
    }

    /** A client that has asked, and does not read. */
    Socket stalled(String target) throws IOException {
        Socket socket = open();
        send(socket, "GET", target);
        return socket;
    }

    private Socket open() throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4_096);
        socket.setSoTimeout(10_000);
        socket.connect(
                new InetSocketAddress(LOOPBACK, watch.page().orElseThrow().getPort()));
        return socket;
    }

    private static void send(Socket socket, String method, String target) throws IOException {
        String request = method + " " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(ISO_8859_1));
    }

    @Override
    public void close() {
        watch.close();
    }
}
