package io.sprockets.statsd.spring;

import io.sprockets.statsd.Statsd;
import io.sprockets.statsd.http.HttpMetrics;

/** Makes the metrics of requests as the properties say. */
final class RequestMetrics {
    private RequestMetrics() {}

    /** @throws StatsdConfigurationException if a property is wrong */
    static HttpMetrics of(Statsd statsd, StatsdProperties.Http http) {
        try {
            return HttpMetrics.builder(statsd)
                    .tags(http.tags())
                    .maxHandlers(http.maxHandlers())
                    .build();
        } catch (IllegalArgumentException wrong) {
            throw new StatsdConfigurationException(
                    "Requests cannot be recorded: " + wrong.getMessage() + ".",
                    "Correct that setting among the properties statsd.http.*",
                    wrong);
        }
    }
}
