package io.sprockets.statsd.sender;

/** Tells what became of metrics that no sender has seen, on a thread of its own, since whoever is told may not return. */
final class LastWords extends Thread {
    private static final long PATIENCE = 250; // milliseconds

    private final Notices notices;

    private LastWords(Notices notices) {
        super(null, null, "statsd-stop", 0, false);
        setDaemon(true);
        setContextClassLoader(LastWords.class.getClassLoader());
        this.notices = notices;
    }

    /** Tells it, and waits for that a moment. */
    static void say(Notices notices) {
        LastWords words = Detached.thread(() -> new LastWords(notices));
        try {
            words.start();
            words.join(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (OutOfMemoryError e) {
            // the system has no thread to give, and nothing else depends on this
        }
    }

    @Override
    public void run() {
        notices.tell(System.nanoTime());
    }
}
