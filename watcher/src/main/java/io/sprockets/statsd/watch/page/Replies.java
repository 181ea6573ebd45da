package io.sprockets.statsd.watch.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;

/** Writes answers, each with the headers that keep a browser from doing more than to show them. Any thread may use it. */
final class Replies {
    /** No script, style or image but the page's own files, no other reader, and no text that becomes markup. */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
            + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
            + " require-trusted-types-for 'script'; trusted-types 'none'";

    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy", POLICY,
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY",
            "Referrer-Policy", "no-referrer",
            "Cross-Origin-Resource-Policy", "same-origin",
            "Cross-Origin-Opener-Policy", "same-origin",
            "Cache-Control", "no-store");

    private final Deadline deadline;

    Replies(Deadline deadline) {
        this.deadline = deadline;
    }

    void json(HttpExchange exchange, String json) throws IOException {
        whole(exchange, 200, "application/json; charset=utf-8", json.getBytes(UTF_8));
    }

    void text(HttpExchange exchange, int status, String text) throws IOException {
        whole(exchange, status, "text/plain; charset=utf-8", (text + "\n").getBytes(UTF_8));
    }

    void whole(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        headers(exchange, type);
        boolean withBody = !exchange.getRequestMethod().equals("HEAD");
        deadline.write(() -> {
            exchange.sendResponseHeaders(status, withBody ? body.length : -1);
            if (withBody) {
                exchange.getResponseBody().write(body);
                exchange.getResponseBody().close();
            }
        });
    }

    /** Begins an answer that goes on. */
    Events events(HttpExchange exchange) throws IOException {
        headers(exchange, "text/event-stream; charset=utf-8");
        deadline.write(() -> exchange.sendResponseHeaders(200, 0));
        OutputStream body = exchange.getResponseBody();
        return data -> deadline.write(() -> {
            body.write(("data: " + data + "\n\n").getBytes(UTF_8));
            body.flush();
        });
    }

    /** Where events are written, one at a time. */
    interface Events {
        /** Writes one, whose data is one line. */
        void write(String data) throws IOException;
    }

    private static void headers(HttpExchange exchange, String type) {
        Headers headers = exchange.getResponseHeaders();
        HEADERS.forEach(headers::set);
        headers.set("Content-Type", type);
    }
}
