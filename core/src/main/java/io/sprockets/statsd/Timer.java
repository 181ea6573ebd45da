package io.sprockets.statsd;

/**
 * A stopwatch that measures one operation after another, on a monotonic clock. One thread at a time may use it.
 *
 * <pre>{@code
 * Timer timer = statsd.timer("some-operation").start();
 * try (timer) {
 *     doSomething();
 * }
 * }</pre>
 */
public interface Timer extends AutoCloseable {
    /** Starts, or starts again; a measured time that was not sent is discarded. */
    Timer start();

    /**
     * Stops and sends the time.
     *
     * @throws IllegalStateException if it was not started since the last time was sent
     */
    Timer stop();

    /**
     * Stops, and sends the time now or leaves that to {@link #send}.
     *
     * @throws IllegalStateException if it was not started since the last time was sent
     */
    Timer stop(boolean send);

    /**
     * Sends the measured time, once.
     *
     * @throws IllegalStateException if it was not stopped, or the time was already sent
     */
    void send();

    /**
     * Sends a time that was not sent yet. A running timer is stopped first; one that was never started counts from its
     * creation. Closing again does nothing.
     */
    @Override
    void close();
}
