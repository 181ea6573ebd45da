package io.sprockets.statsd.sender;

/**
 * The one thread of a connector, from a start to a stop. It ignores interrupts, since an interrupt would close the
 * channel that it is about to use.
 */
final class SenderThread extends Thread {
    private final Runnable run;

    SenderThread(ThreadGroup group, Runnable run) {
        super(group, null, "statsd-sender", 0, false);
        this.run = run;
    }

    @Override
    public void interrupt() {}

    @Override
    public void run() {
        run.run();
    }
}
