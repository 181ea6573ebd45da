package io.sprockets.statsd.sender;

/** Whether the server does what it is to do next. */
final class Progress {
    private boolean expected;
    private long since; // nanoseconds: it is expected since then, or was made then

    /** Whether there is something for the server to do. */
    void expect(boolean something, long now) {
        if (something && !expected) {
            since = now;
        }
        expected = something;
    }

    void expectNothing() {
        expected = false;
    }

    void made(long now) {
        since = now;
    }

    /** Whether the server has done nothing for so long, though it should have. */
    boolean isMissing(long now, long nanos) {
        return expected && now - since >= nanos;
    }
}
