package io.sprockets.statsd.faults;

import static io.sprockets.statsd.faults.Faulty.awaitThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.sprockets.statsd.ConnectorListener;
import io.sprockets.statsd.Delivery;
import io.sprockets.statsd.StatsdConnector;
import io.sprockets.statsd.StopReport;
import io.sprockets.statsd.Tls;
import java.net.ConnectException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/** The reference server is restarted again and again under a steady load. The test's thread uses it. */
final class Restarts {
    static final int LINES_PER_SECOND = 20_000;

    private final ReferenceServer server;
    private final int port;
    private final Delivery delivery;
    private final @Nullable Tls tls;
    private final AtomicInteger resets = new AtomicInteger();
    private double connectsPerSecond;

    /** Over connections to a port: the server's own, or of something in front of it. */
    Restarts(ReferenceServer server, int port, Delivery delivery) {
        this(server, port, delivery, null);
    }

    /** The same over TLS. */
    Restarts(ReferenceServer server, int port, Delivery delivery, @Nullable Tls tls) {
        this.server = server;
        this.port = port;
        this.delivery = delivery;
        this.tls = tls;
    }

    /**
     * Restarts it so often, each time after a number of lines, at another part of the time between two confirmations;
     * each time it is down while a number of lines is recorded, and for the time that it needs to start.
     *
     * @param linesDown by the number of the restart
     */
    Arrivals run(int restarts, int linesBetween, IntUnaryOperator linesDown, Scenario scenario) throws Exception {
        server.start();
        StatsdConnector statsd = connector();
        statsd.start();
        long begun = System.nanoTime();
        Load load = Load.start(statsd, 2, LINES_PER_SECOND);
        for (int i = 0; i < restarts; i++) {
            long goal = load.recorded() + linesBetween;
            awaitThat("a load").until(() -> arrived(statsd) > goal);
            long phase = load.recorded() + (long) i * LINES_PER_SECOND / restarts;
            awaitThat("some part of a second").until(() -> load.recorded() >= phase);
            server.sigterm();
            long end = load.recorded() + (long) linesDown.applyAsInt(i);
            awaitThat("a time without it").until(() -> load.recorded() >= end);
            server.start();
        }
        load.close();
        StopReport report = statsd.stop().join();
        double seconds = (System.nanoTime() - begun) / 1e9;
        server.sigterm();

        Arrivals arrivals = new Arrivals(server.lines(), load.counts());
        scenario.assertClosed(statsd, load.recorded());
        scenario.delivered(arrivals.delivered()).duplicates(arrivals.duplicates());
        scenario.note("%d restarts in %.0f s, %d resets".formatted(restarts, seconds, resets.get()));
        assertThat(report.confirmed()).isTrue();
        assertThat(server.badLines()).isZero();
        assertThat(arrivals.unknown()).isEmpty();
        assertThat(statsd.stats().dropped()).isZero();
        connectsPerSecond = server.connects() / seconds;
        return arrivals;
    }

    /** On average, with the connections of whoever else looks whether the server is there. */
    double connectsPerSecond() {
        return connectsPerSecond;
    }

    private long arrived(StatsdConnector statsd) {
        return delivery.equals(Delivery.AT_MOST_ONCE)
                ? statsd.stats().sent()
                : statsd.stats().confirmed();
    }

    private StatsdConnector connector() {
        ConnectorListener listener = new ConnectorListener() {
            @Override
            public void disconnected(String name, Exception reason) {
                if (!(reason instanceof ConnectException)) { // that would be an orderly end
                    resets.incrementAndGet();
                }
            }
        };
        StatsdConnector.Builder builder = StatsdConnector.builder()
                .host("127.0.0.1")
                .port(port)
                .delivery(delivery)
                .reconnectBackoff(Duration.ofMillis(50), Duration.ofMillis(200))
                .stopTimeout(Faulty.PATIENCE)
                .listener(listener);
        return (tls == null ? builder : builder.tls(tls)).build();
    }
}
