package io.sprockets.statsd.settings;

import io.sprockets.statsd.Delivery;
import io.sprockets.statsd.link.LinkSettings;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The builder's settings for times, and for the exit of the JVM. */
public final class TimeSettings {
    public Duration shortestBackoff = Duration.ofSeconds(1);
    public Duration longestBackoff = Duration.ofSeconds(30);
    public Duration connectTimeout = Duration.ofSeconds(10);
    public Duration writeTimeout = Duration.ofSeconds(30);
    public Duration stopTimeout = Duration.ofSeconds(5);

    public @Nullable Duration maxConnectionAge; // null for any

    public Duration maxConnectionIdle = Duration.ofMinutes(2); // balancers and firewalls forget after four or more
    public Duration resolveEvery = Duration.ofSeconds(60);
    public boolean closeAtExit;

    /** @throws IllegalArgumentException naming the setting and its value */
    void check() {
        check("reconnectBackoff min", shortestBackoff);
        check("reconnectBackoff max", longestBackoff);
        Checks.that(
                shortestBackoff.compareTo(longestBackoff) <= 0,
                "reconnectBackoff",
                shortestBackoff + ", " + longestBackoff,
                "min not above max");
        check("connectTimeout", connectTimeout);
        check("writeTimeout", writeTimeout);
        check("resolveEvery", resolveEvery);
        check("maxConnectionIdle", maxConnectionIdle);
        if (maxConnectionAge != null) {
            check("maxConnectionAge", maxConnectionAge);
        }
        Checks.that(Checks.isTime(stopTimeout) || stopTimeout.isZero(), "stopTimeout", stopTimeout, "a duration");
    }

    LinkSettings link(Delivery delivery) {
        return new LinkSettings(
                delivery.confirmEvery(),
                shortestBackoff,
                longestBackoff,
                connectTimeout,
                writeTimeout,
                maxConnectionAge,
                maxConnectionIdle);
    }

    private static void check(String setting, Duration value) {
        Checks.time(setting, value, value);
    }
}
