package io.sprockets.statsd.watch.send;

import io.sprockets.statsd.ConnectorListener;
import io.sprockets.statsd.ConnectorStats;
import io.sprockets.statsd.Delivery;
import io.sprockets.statsd.StatsdConnector;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** Sends some metrics and says whether the server has read them. One thread may use it. */
public final class Sending {
    /** The server has read all. */
    public static final int READ = 0;

    /** It has not, or that is unknown. */
    public static final int NOT_READ = 1;

    /** They were handed over, and the protocol has no answer. */
    public static final int NO_ANSWER = 3;

    private static final Duration STOP_TIMEOUT = Duration.ofMillis(500); // when there was time before

    private final Target target;
    private final PrintStream notices;
    private final AtomicReference<String> reached = new AtomicReference<>("could not be reached");

    /** Sends to a server; failures are printed there. */
    public Sending(Target target, PrintStream notices) {
        this.target = target;
        this.notices = notices;
    }

    /** Records, waits until the server has read it all or the time is over, and gives the exit code. */
    public int send(Consumer<StatsdConnector> metrics) {
        StatsdConnector connector = connector();
        connector.start();
        metrics.accept(connector);
        boolean handedOver = connector.flush(target.timeout());
        connector.close();
        return judge(handedOver, connector.stats());
    }

    private StatsdConnector connector() {
        return target.builder()
                .delivery(target.answers() ? Delivery.CONFIRMED : Delivery.AT_MOST_ONCE)
                .stopTimeout(STOP_TIMEOUT)
                .listener(new ConnectorListener() {
                    @Override
                    public void connected(String server) {
                        reached.set("did not confirm that it has read it");
                    }
                })
                .build();
    }

    private int judge(boolean handedOver, ConnectorStats stats) {
        if (handedOver && stats.dropped() == 0 && stats.recorded() > 0) {
            return target.answers() ? READ : NO_ANSWER;
        }
        String why = stats.recorded() == 0 ? "there was nothing to send" : "the server " + reached.get();
        notices.println("send: not delivered: " + (handedOver ? "refused " + stats.droppedBy() : why));
        return NOT_READ;
    }
}
