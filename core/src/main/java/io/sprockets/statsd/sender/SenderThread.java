package io.sprockets.statsd.sender;

/** The one thread of a connector, from a start to a stop. It inherits nothing of whoever starts it. */
final class SenderThread extends Thread {
    private final Run run;

    SenderThread(Run run) {
        super(null, null, "statsd-sender", 0, false);
        setDaemon(true);
        setContextClassLoader(SenderThread.class.getClassLoader());
        this.run = run;
    }

    @Override
    public void run() {
        run.go();
    }
}
