package io.sprockets.statsd.watch.page;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import io.sprockets.statsd.watch.json.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes answers, each with the headers that keep a browser from doing more than to show them. Any thread may use it.
 */
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

    private static final int CHUNK = 8_192;

    private final Deadline deadline;

    Replies(Deadline deadline) {
        this.deadline = deadline;
    }

    /** An object, which is made while it is written. */
    void json(HttpExchange exchange, Consumer<Json> members) throws IOException {
        headers(exchange, "application/json; charset=utf-8");
        deadline.write(() -> {
            if (begins(exchange)) {
                Json.write(exchange.getResponseBody(), members);
                exchange.getResponseBody().close();
            }
        });
    }

    void notAllowed(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Allow", "GET, HEAD");
        text(exchange, 405, "only GET and HEAD");
    }

    void text(HttpExchange exchange, int status, String text) throws IOException {
        whole(exchange, status, "text/plain; charset=utf-8", (text + "\n").getBytes(UTF_8));
    }

    void whole(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        headers(exchange, type);
        boolean withBody = hasBody(exchange);
        deadline.write(() -> {
            exchange.sendResponseHeaders(status, withBody ? body.length : -1);
            if (withBody) {
                write(exchange.getResponseBody(), body);
                exchange.getResponseBody().close();
            }
        });
    }

    /**
     * In parts: the JDK keeps memory outside the heap, while its thread lives, for the largest single write.
     */
    private static void write(OutputStream out, byte[] body) throws IOException {
        for (int from = 0; from < body.length; from += CHUNK) {
            out.write(body, from, Math.min(CHUNK, body.length - from));
        }
    }

    /** Begins an answer that goes on; null if only its headers are wanted. */
    @Nullable
    Events events(HttpExchange exchange) throws IOException {
        headers(exchange, "text/event-stream; charset=utf-8");
        AtomicBoolean goesOn = new AtomicBoolean();
        deadline.write(() -> goesOn.set(begins(exchange)));
        OutputStream body = exchange.getResponseBody();
        return !goesOn.get()
                ? null
                : data -> deadline.write(() -> {
                    body.write("data: ".getBytes(US_ASCII));
                    Json.write(body, data);
                    body.write("\n\n".getBytes(US_ASCII));
                    body.flush();
                });
    }

    /** Sends the headers of an answer of unknown length. Returns whether a body is to follow. */
    private static boolean begins(HttpExchange exchange) throws IOException {
        boolean hasBody = hasBody(exchange);
        exchange.sendResponseHeaders(200, hasBody ? 0 : -1);
        return hasBody;
    }

    private static boolean hasBody(HttpExchange exchange) {
        return !exchange.getRequestMethod().equals("HEAD");
    }

    /** Where events are written, one at a time. */
    interface Events {
        /** Writes one, whose data is an object. */
        void write(Consumer<Json> data) throws IOException;
    }

    private static void headers(HttpExchange exchange, String type) {
        Headers headers = exchange.getResponseHeaders();
        HEADERS.forEach(headers::set);
        headers.set("Content-Type", type);
    }
}
