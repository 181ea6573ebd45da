package io.sprockets.statsd.watch.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Listens to the page's live events as a browser does, and keeps account of when they came. */
final class PageListener implements AutoCloseable {
    private static final Pattern EVENT = Pattern.compile("\"second\":([0-9]+),\"totals\":\\{\"lines\":([0-9]+)");

    private final HttpURLConnection connection;
    private final BufferedReader events;
    private final Thread thread = new Thread(this::run, "page-listener");
    private volatile boolean closed;
    private long count;
    private long skipped; // seconds of which there was no event
    private long longestGap; // nanoseconds
    private long bytes;
    private long lines; // that the last event told of

    private PageListener(URI page) throws IOException {
        connection =
                (HttpURLConnection) page.resolve("events?view=series").toURL().openConnection();
        events = new BufferedReader(new InputStreamReader(connection.getInputStream(), UTF_8));
        thread.setDaemon(true);
    }

    static PageListener start(URI page) throws IOException {
        PageListener listener = new PageListener(page);
        listener.thread.start();
        return listener;
    }

    /** What a page has seen. */
    record Seen(long events, long skippedSeconds, double longestGapSeconds, long bytes) {}

    synchronized Seen seen() {
        return new Seen(count, skipped, longestGap / 1e9, bytes);
    }

    private void run() {
        long before = System.nanoTime();
        long secondBefore = 0;
        try {
            for (String line = events.readLine(); line != null; line = events.readLine()) {
                Matcher event = EVENT.matcher(line);
                if (event.find()) {
                    long now = System.nanoTime();
                    long second = Long.parseLong(event.group(1));
                    note(now - before, secondBefore == 0 ? 0 : second - secondBefore - 1, line.length());
                    tell(Long.parseLong(event.group(2)));
                    before = now;
                    secondBefore = second;
                }
            }
        } catch (IOException ended) {
            if (!closed) {
                System.err.println("the page's events ended: " + ended);
            }
        }
    }

    private synchronized void note(long gap, long missing, int length) {
        count++;
        skipped += missing;
        longestGap = Math.max(longestGap, gap);
        bytes += length;
    }

    private synchronized void tell(long newLines) {
        lines = newLines;
        notifyAll();
    }

    /** Waits until an event has told of this many lines, or patience has ended. */
    synchronized void awaitLines(long wanted, Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        for (long left = patience.toMillis(); lines < wanted && left > 0; ) {
            wait(left);
            left = (end - System.nanoTime()) / 1_000_000;
        }
    }

    @Override
    public void close() {
        closed = true;
        connection.disconnect();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(5));
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }
}
