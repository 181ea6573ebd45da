package io.sprockets.statsd;

/**
 * Measures one operation after the other, each between a start and a stop, on a clock that never goes back. It belongs
 * to one thread at a time.
 *
 * <pre>{@code
 * Timer timer = statsd.timer("some-operation").start();
 * try (timer) {
 *     doSomething();
 * }
 * }</pre>
 */
public interface Timer extends AutoCloseable {
    /** Starts to measure, or starts again; a time that was not sent is forgotten. */
    Timer start();

    /**
     * Stops and sends.
     *
     * @throws IllegalStateException if it was not started, or not since the last time was sent
     */
    Timer stop();

    /**
     * Stops, and sends now or leaves that to {@link #send}.
     *
     * @throws IllegalStateException if it was not started, or not since the last time was sent
     */
    Timer stop(boolean send);

    /**
     * Sends the time that was measured, once.
     *
     * @throws IllegalStateException if it was not stopped, or was sent already
     */
    void send();

    /**
     * Sends what was not sent yet: a running timer is stopped first, one that was never started has run since it was
     * made. Closing again does nothing.
     */
    @Override
    void close();
}
