package io.sprockets.statsd.spring;

import io.sprockets.statsd.StatsdConnector;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/** Makes the connector of an application, or one that does nothing if there is no server or none is wanted. */
final class ConnectorFactory {
    private static final Logger LOGGER = LoggerFactory.getLogger(ConnectorFactory.class);
    private static final Duration DEFAULT_STOP = Duration.ofSeconds(5);
    private static final String PHASE_TIMEOUT = "spring.lifecycle.timeout-per-shutdown-phase";
    private static final Duration DEFAULT_PHASE_TIMEOUT = Duration.ofSeconds(30);

    private final StatsdProperties properties;
    private final StatsdConnectionDetails server;
    private final Environment environment;
    private final @Nullable SslBundles bundles;

    ConnectorFactory(
            StatsdProperties properties,
            StatsdConnectionDetails server,
            Environment environment,
            @Nullable SslBundles bundles) {
        this.properties = properties;
        this.server = server;
        this.environment = environment;
        this.bundles = bundles;
    }

    /** @throws StatsdConfigurationException if a setting is missing or wrong */
    StatsdConnector connector(List<StatsdConnectorBuilderCustomizer> customizers) {
        try {
            String reason = reasonToSendNothing();
            StatsdConnector.Builder builder = reason == null ? enabled() : disabled(reason);
            customizers.forEach(customizer -> customizer.customize(builder));
            return builder.build();
        } catch (IllegalArgumentException wrong) {
            throw new StatsdConfigurationException(
                    "The StatsD connector cannot be built: " + wrong.getMessage() + ".",
                    "Correct that setting among the properties statsd.* (variables STATSD_*), or where a"
                            + " StatsdConnectorBuilderCustomizer sets it.",
                    wrong);
        }
    }

    private StatsdConnector.Builder enabled() {
        return ConnectorBuilder.of(properties, server, bundles)
                .prefix(Prefix.of(properties, environment))
                .stopTimeout(stopTimeout());
    }

    /** Where the server is does not matter then, and may be wrong. */
    private StatsdConnector.Builder disabled(String reason) {
        LOGGER.info("No metrics are sent: {}", reason);
        return ConnectorBuilder.disabled(properties);
    }

    private @Nullable String reasonToSendNothing() {
        if (!properties.isEnabled()) {
            return "statsd.enabled is " + properties.enabled();
        }
        return StringUtils.hasText(server.host()) ? null : "statsd.host (STATSD_HOST) is not set";
    }

    /** A little less than the application waits for it. */
    private Duration stopTimeout() {
        Duration wanted = properties.stopTimeout() != null ? properties.stopTimeout() : DEFAULT_STOP;
        Duration most = phaseTimeout().multipliedBy(9).dividedBy(10);
        return wanted.compareTo(most) < 0 ? wanted : most;
    }

    private Duration phaseTimeout() {
        String value = environment.getProperty(PHASE_TIMEOUT);
        Duration timeout = value == null
                ? null
                : ApplicationConversionService.getSharedInstance().convert(value, Duration.class);
        return timeout == null ? DEFAULT_PHASE_TIMEOUT : timeout;
    }
}
