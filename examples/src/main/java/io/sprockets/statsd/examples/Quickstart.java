package io.sprockets.statsd.examples;

import io.sprockets.statsd.StatsdConnector;
import java.util.concurrent.locks.LockSupport;

/** The shortest program that sends metrics: to a StatsD server at 127.0.0.1:8125, over TCP. */
final class Quickstart {
    private Quickstart() {}

    public static void main(String[] args) {
        StatsdConnector statsd = StatsdConnector.builder()
                .host("127.0.0.1")
                .prefix("applications.my-service")
                .build();
        statsd.start();
        statsd.incr("requests");
        statsd.timeRun("some-operation", () -> LockSupport.parkNanos(20_000_000)); // some operation
        statsd.close(); // sends what waits
    }
}
