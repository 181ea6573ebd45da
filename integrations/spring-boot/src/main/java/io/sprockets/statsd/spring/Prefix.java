package io.sprockets.statsd.spring;

import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/** What all names begin with: {@code statsd.prefix}, or {@code applications.<application>.<environment>}. */
final class Prefix {
    private Prefix() {}

    /** @throws StatsdConfigurationException if it is not set and cannot be made */
    static String of(StatsdProperties properties, Environment environment) {
        String prefix = StatsdProperties.textOrNull(properties.prefix());
        if (prefix != null) {
            return prefix;
        }
        String application = environment.getProperty("spring.application.name");
        String stage = stage(properties, environment);
        if (StringUtils.hasText(application) && stage != null) {
            return "applications." + application + "." + stage;
        }
        throw new StatsdConfigurationException(
                "StatsD metrics need a prefix. statsd.prefix is not set, and the default is not available,"
                        + " applications.<spring.application.name>.<environment>, because "
                        + (StringUtils.hasText(application)
                                ? "the environment is not known: " + unknown(environment)
                                : "spring.application.name is not set")
                        + ".",
                "Set statsd.prefix (STATSD_PREFIX), or both spring.application.name and statsd.environment"
                        + " (STATSD_ENVIRONMENT or ENVIRONMENT). To send no metrics set statsd.enabled=false.",
                null);
    }

    /** Whether a prefix looks like one that is made of the application's name. */
    static boolean isMadeOfName(String prefix, Environment environment) {
        return prefix.startsWith("applications." + environment.getProperty("spring.application.name") + ".");
    }

    private static @Nullable String stage(StatsdProperties properties, Environment environment) {
        if (StringUtils.hasText(properties.environment())) {
            return properties.environment();
        }
        String variable = environment.getProperty("ENVIRONMENT");
        if (StringUtils.hasText(variable)) {
            return variable;
        }
        String[] profiles = environment.getActiveProfiles();
        return profiles.length == 1 ? profiles[0] : null;
    }

    private static String unknown(Environment environment) {
        String[] profiles = environment.getActiveProfiles();
        return "statsd.environment and ENVIRONMENT are not set, and "
                + (profiles.length == 0
                        ? "no profile is active"
                        : "more than one profile is active, " + String.join(" and ", profiles));
    }
}
