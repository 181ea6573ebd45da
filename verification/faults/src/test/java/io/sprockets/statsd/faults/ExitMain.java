package io.sprockets.statsd.faults;

import io.sprockets.statsd.StatsdConnector;

/** An application that records and ends, without a word to its connector. */
final class ExitMain {
    static final int LINES = 1_000;

    private ExitMain() {}

    /** Takes the server's port, and whether the connector is to be closed at the exit. */
    @SuppressWarnings("SystemExitOutsideMain")
    public static void main(String[] arguments) {
        Parent.watch();
        StatsdConnector statsd = StatsdConnector.builder()
                .host("127.0.0.1")
                .port(Integer.parseInt(arguments[0]))
                .closeAtExit(Boolean.parseBoolean(arguments[1]))
                .build();
        statsd.start();
        for (int i = 0; i < LINES; i++) {
            statsd.incr("line." + i);
        }
        System.exit(0);
    }
}
