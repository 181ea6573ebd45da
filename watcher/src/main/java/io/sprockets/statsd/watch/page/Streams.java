package io.sprockets.statsd.watch.page;

import com.sun.net.httpserver.HttpExchange;
import io.sprockets.statsd.watch.intake.Desk;
import io.sprockets.statsd.watch.json.Json;
import io.sprockets.statsd.watch.store.Query;
import io.sprockets.statsd.watch.store.Snapshot;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Changes, sent to a page as server-sent events while it listens. Each page keeps the thread of its request, which
 * builds the next event from the current state; a page that reads slowly misses events and holds up no one.
 */
final class Streams {
    private static final int MOST = 24; // pages that listen at a time
    private static final int MOST_ROWS = 1_000;
    private static final int USUAL_ROWS = 100;
    private static final int LINES = 200; // for one event
    private static final Duration SECOND = Duration.ofMillis(1_500);
    private static final Duration LINES_PAUSE = Duration.ofMillis(250);

    private final Desk desk;
    private final Answers answers;
    private final Replies replies;
    private final Semaphore free = new Semaphore(MOST);
    private volatile boolean closed;

    Streams(Desk desk, Answers answers, Replies replies) {
        this.desk = desk;
        this.answers = answers;
        this.replies = replies;
    }

    /** Sends events to a page until it leaves, or the server is closed. */
    void listen(HttpExchange exchange, Parameters parameters) throws IOException, InterruptedException {
        View view = view(parameters);
        if (!free.tryAcquire()) {
            replies.text(exchange, 503, "there are " + MOST + " pages open already");
            return;
        }
        try {
            Replies.Events events = replies.events(exchange);
            if (events != null) {
                tell(events, view);
            }
        } finally {
            free.release();
        }
    }

    private void tell(Replies.Events events, View view) throws IOException, InterruptedException {
        Snapshot snapshot = desk.latest();
        while (!closed) {
            events.write(view.data(snapshot));
            snapshot = desk.after(snapshot.second(), view.pause());
        }
    }

    /** What a page shows. */
    private interface View {
        Consumer<Json> data(Snapshot snapshot);

        /** How long to wait for the next second. */
        default Duration pause() {
            return SECOND;
        }
    }

    private View view(Parameters parameters) {
        return switch (parameters.text("view")) {
            case "series" -> series(parameters);
            case "one" -> one(parameters.number("id", 0, Integer.MAX_VALUE));
            case "lines" -> new LinesFlow();
            case "wrong" -> answers::wrong;
            case "connections" -> answers::connections;
            default ->
                throw new IllegalArgumentException(
                        "view is " + parameters.text("view") + ", expected series, one, lines, wrong or connections");
        };
    }

    private View series(Parameters parameters) {
        Query query = parameters.query();
        int limit = parameters.number("limit", USUAL_ROWS, MOST_ROWS);
        return snapshot -> answers.series(snapshot, query, 0, limit);
    }

    private View one(int number) {
        return snapshot -> {
            Consumer<Json> found = answers.one(snapshot, number);
            return found == null ? json -> json.put("gone", number) : found;
        };
    }

    /** Lines as they come, several times a second. */
    private final class LinesFlow implements View {
        private @Nullable NewestLines before;

        @Override
        public Consumer<Json> data(Snapshot snapshot) {
            NewestLines lines = new NewestLines(desk, before, LINES);
            before = lines;
            return answers.lines(snapshot, lines);
        }

        @Override
        public Duration pause() {
            return LINES_PAUSE;
        }
    }

    /** Ends all of them, each after its next event. */
    void close() {
        closed = true;
    }
}
