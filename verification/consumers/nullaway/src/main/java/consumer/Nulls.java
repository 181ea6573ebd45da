package consumer;

import io.sprockets.statsd.Statsd;
import io.sprockets.statsd.StatsdConnector;
import io.sprockets.statsd.Tags;

/** Each of these is an error to NullAway: our packages say that nothing in them is null. */
final class Nulls {
    private Nulls() {}

    static void path(Statsd statsd) {
        statsd.incr(null);
    }

    static StatsdConnector.Builder host() {
        return StatsdConnector.builder().host(null);
    }

    static Tags value() {
        return Tags.of("region", null);
    }
}
