package io.sprockets.statsd.http;

import io.sprockets.statsd.Statsd;
import io.sprockets.statsd.Tags;
import io.sprockets.statsd.Timing;

/** How handler, method and outcome appear in a metric. */
enum Style {
    /** In its name. */
    PATH {
        @Override
        Timing timing(Statsd statsd, String handler, KnownMethod method, Outcome outcome) {
            return statsd.timing(Segment.of(handler) + "." + method + "." + outcome.label());
        }
    },
    /** In its tags. */
    TAGS {
        @Override
        Timing timing(Statsd statsd, String handler, KnownMethod method, Outcome outcome) {
            Tags tags = Tags.of("handler", handler, "method", method.name(), "status", outcome.label());
            return statsd.tagged(tags).timing("http.server.requests");
        }
    },
    /** In its tags, for requests that go out. */
    CLIENT_TAGS {
        @Override
        Timing timing(Statsd statsd, String client, KnownMethod method, Outcome outcome) {
            Tags tags = Tags.of("client", client, "method", method.name(), "status", outcome.label());
            return statsd.tagged(tags).timing("http.client.requests");
        }
    };

    abstract Timing timing(Statsd statsd, String handler, KnownMethod method, Outcome outcome);
}
