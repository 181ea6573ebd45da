package io.sprockets.statsd.http.tests;

import java.time.Duration;

/** The routes that a server under test must serve. */
public enum Route {
    /** Answers any method with 200 and the text {@code plain}. */
    PLAIN("/plain"),
    /** Answers with 202 after {@link #DELAY}, from another thread or a later turn of the event loop. */
    ASYNC("/async"),
    /** Throws at once; the framework turns that into a 500. */
    FAILING("/failing"),
    /**
     * Fails after {@link #DELAY}, from another thread or a later turn of the event loop; the framework turns that into
     * a 500.
     */
    FAILING_LATER("/failing-later"),
    /** Never answers; after {@link #DELAY} the framework's timeout answers. */
    TIMEOUT("/timeout"),
    /** Answers with 200, behind a sub-router mounted at {@code /sub} if the framework has sub-routers. */
    ITEM("/sub/items/{id}"),
    /** Answers with 200 and writes chunks, one every 10 ms or as fast as they are accepted, until writing fails. */
    ENDLESS("/endless"),
    /**
     * Answers with 200, the type {@code text/event-stream} and three events, {@code data: 1} to {@code data: 3}, the
     * last of them {@link #DELAY} after the first, and ends.
     */
    EVENTS("/events"),
    /** Answers like {@link #EVENTS}, but with an event every 10 ms from another thread until sending one fails. */
    FEED("/feed"),
    /** Reads the whole body of the request and answers with 200. */
    BODY("/body"),
    /** Answers with 200, sends part of the body so that the client receives it, and throws. */
    BROKEN("/broken"),
    /** Like {@link #BROKEN}, but fails after {@link #DELAY}, from another thread or a later turn of the event loop. */
    BROKEN_LATER("/broken-later"),
    /** Switches the protocol of a WebSocket handshake: answers with 101. */
    UPGRADE("/upgrade");

    /** The minimum duration of {@link #ASYNC} and others. */
    public static final Duration DELAY = Duration.ofMillis(100);

    private final String path;

    Route(String path) {
        this.path = path;
    }

    /** The pattern, in which {@code {id}} matches any one segment. */
    public String path() {
        return path;
    }
}
