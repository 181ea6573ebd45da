package io.sprockets.statsd.compare;

import java.io.IOException;
import java.time.Duration;

/** Who is compared, and over which routes. */
enum Contender {
    EMPTY("empty call"),
    RAW("raw socket"),
    SPROCKETS("sprockets-statsd"),
    SPROCKETS_BOUND("sprockets-statsd, bound"),
    SPROCKETS_DROPPING("sprockets-statsd, not waiting"),
    SPROCKETS_AGGREGATED("sprockets-statsd, aggregated"),
    SPROCKETS_AGGREGATED_BY_PATH("sprockets-statsd, aggregated, by path"),
    SPROCKETS_TAGGED("sprockets-statsd, tags by call"),
    SPROCKETS_LOCAL("sprockets-statsd, DOGSTATSD on this machine"),
    SPROCKETS_LINUX("sprockets-statsd with sprockets-statsd-linux"),
    SPROCKETS_LINUX_BOUND("sprockets-statsd with sprockets-statsd-linux, bound"),
    BEFORE("sprockets-statsd, before"),
    BEFORE_BOUND("sprockets-statsd, before, bound"),
    BEFORE_AGGREGATED("sprockets-statsd, before, aggregated"),
    SPROCKETS_MICROMETER("sprockets-statsd-micrometer"),
    SPROCKETS_MICROMETER_TIMER("sprockets-statsd-micrometer, timers"),
    DATADOG("java-dogstatsd-client"),
    DATADOG_BLOCKING("java-dogstatsd-client, blocking"),
    DATADOG_AGGREGATED("java-dogstatsd-client, aggregated"),
    MICROMETER("micrometer-registry-statsd"),
    MICROMETER_TIMER("micrometer-registry-statsd, timers"),
    TIMGROUP("timgroup java-statsd-client");

    /** How long the aggregated ones merge. */
    static final Duration INTERVAL = Duration.ofSeconds(1);

    final String title;

    Contender(String title) {
        this.title = title;
    }

    /** Who is asked in its place, with another class path. */
    Contender asked() {
        return switch (this) {
            case BEFORE, SPROCKETS_LINUX -> SPROCKETS;
            case BEFORE_BOUND, SPROCKETS_LINUX_BOUND -> SPROCKETS_BOUND;
            case BEFORE_AGGREGATED -> SPROCKETS_AGGREGATED;
            default -> this;
        };
    }

    /** Whether it is of another build of this project. */
    boolean isBefore() {
        return switch (this) {
            case BEFORE, BEFORE_BOUND, BEFORE_AGGREGATED -> true;
            default -> false;
        };
    }

    /** Whether it has the module for Linux beside it. */
    boolean isWithLinux() {
        return this == SPROCKETS_LINUX || this == SPROCKETS_LINUX_BOUND;
    }

    Client connect(Server server, String[] names) throws IOException {
        return switch (this) {
            case EMPTY -> name -> 1;
            case RAW -> new RawClient(server, names);
            case SPROCKETS -> SprocketsClient.waiting(server, names);
            case SPROCKETS_BOUND -> SprocketsClient.bound(server, names);
            case SPROCKETS_DROPPING -> SprocketsClient.dropping(server, names);
            case SPROCKETS_AGGREGATED -> SprocketsClient.aggregated(server, names, INTERVAL);
            case SPROCKETS_AGGREGATED_BY_PATH -> SprocketsClient.aggregatedByPath(server, names, INTERVAL);
            case SPROCKETS_TAGGED -> SprocketsClient.tagged(server, names);
            case SPROCKETS_LOCAL -> SprocketsClient.local(server, names);
            case BEFORE, BEFORE_BOUND, BEFORE_AGGREGATED -> throw new IllegalStateException("of another build");
            case SPROCKETS_LINUX, SPROCKETS_LINUX_BOUND -> throw new IllegalStateException("with another class path");
            case SPROCKETS_MICROMETER -> MicrometerClient.counters(SprocketsClient.registry(server), names);
            case SPROCKETS_MICROMETER_TIMER -> MicrometerClient.timers(SprocketsClient.registry(server), names);
            case DATADOG -> DatadogClient.create(server, names, false);
            case DATADOG_BLOCKING -> DatadogClient.create(server, names, true);
            case DATADOG_AGGREGATED -> DatadogClient.aggregated(server, names, INTERVAL);
            case MICROMETER -> MicrometerClient.counters(MicrometerClient.registry(server), names);
            case MICROMETER_TIMER -> MicrometerClient.timers(MicrometerClient.registry(server), names);
            case TIMGROUP -> new TimgroupClient(server, names);
        };
    }

    /** Whether it can use a route. */
    boolean takes(Route route) {
        return switch (this) {
            case EMPTY -> route == Route.TCP || route == Route.UDP; // it uses none, so two are enough
            case RAW, SPROCKETS, SPROCKETS_BOUND, SPROCKETS_DROPPING, SPROCKETS_AGGREGATED -> true;
            case BEFORE, BEFORE_BOUND, BEFORE_AGGREGATED, SPROCKETS_AGGREGATED_BY_PATH, SPROCKETS_TAGGED -> true;
            case SPROCKETS_LINUX, SPROCKETS_LINUX_BOUND -> route.isDatagram() && Compare.hasLinux();
            case SPROCKETS_LOCAL -> route == Route.UDP; // it chooses the size of its packets itself
            case SPROCKETS_MICROMETER, SPROCKETS_MICROMETER_TIMER -> true;
            case DATADOG, DATADOG_BLOCKING, DATADOG_AGGREGATED -> route != Route.TCP;
            case MICROMETER, MICROMETER_TIMER -> route != Route.UNIX;
            case TIMGROUP -> route == Route.UDP; // one datagram for each metric, whatever the size
        };
    }

    /** Whether it can do a work: a floor writes whole packets, which cannot be paced by the metric. */
    boolean takes(Work work) {
        return this != RAW || work != Work.PACED;
    }

    boolean isPeer() {
        return compareTo(DATADOG) >= 0;
    }

    boolean isOurs() {
        return !isPeer() && compareTo(SPROCKETS) >= 0;
    }

    /** Whether several metrics may arrive as one, so that values have to be added up. */
    boolean merges() {
        return isAggregated() || this == SPROCKETS_DROPPING;
    }

    boolean isAggregated() {
        return switch (this) {
            case SPROCKETS_AGGREGATED, SPROCKETS_AGGREGATED_BY_PATH, BEFORE_AGGREGATED, DATADOG_AGGREGATED -> true;
            default -> false;
        };
    }

    /** Whether its packets on a route are not only lines: the Datadog client writes a length before each of them. */
    boolean frames(Route route) {
        return route == Route.UNIX && isPeer();
    }
}
