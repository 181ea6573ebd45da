package io.sprockets.statsd.examples;

import io.sprockets.statsd.StatsdConnector;
import io.sprockets.statsd.Timer;

/** The shortest program that sends metrics: to a StatsD server at 127.0.0.1:8125, over TCP. */
final class Quickstart {
    private Quickstart() {}

    @SuppressWarnings("try") // the timer is there to be closed, not to be used
    public static void main(String[] args) throws InterruptedException {
        StatsdConnector statsd = StatsdConnector.builder()
                .host("127.0.0.1")
                .prefix("applications.my-service")
                .build();
        statsd.start();
        statsd.incr("requests");
        try (Timer timer = statsd.timer("some-operation").start()) {
            Thread.sleep(20); // some operation
        }
        statsd.close(); // sends what waits
    }
}
