package consumer;

import io.sprockets.statsd.Statsd;
import io.sprockets.statsd.StatsdConnector;
import io.sprockets.statsd.Tags;
import io.sprockets.statsd.Timer;
import java.time.Duration;

/** Uses what the README shows; compiled with every warning of javac as an error. */
public final class Application {
    private Application() {}

    static StatsdConnector start(String host, int port) {
        StatsdConnector statsd = StatsdConnector.builder()
                .host(host)
                .port(port)
                .prefix("applications.my-service")
                .build();
        statsd.start();
        return statsd;
    }

    static void record(Statsd statsd) {
        statsd.incr("requests");
        statsd.timeRun("some-operation", () -> work());
        statsd.timing("duration", Duration.ofMillis(320));
        statsd.timing("seconds", 0.32);
        statsd.tagged(Tags.of("region", "eu")).gauge("free", 5);
        try (Timer timer = statsd.timer("block").start()) {
            work();
            timer.stop();
        }
    }

    private static void work() {}
}
