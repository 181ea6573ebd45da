package io.sprockets.statsd.micrometer;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Statistic;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.NamingConvention;
import io.micrometer.core.instrument.util.HierarchicalNameMapper;
import io.sprockets.statsd.Dialect;
import io.sprockets.statsd.Tags;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes of a meter's id the name that Micrometer's own StatsD registry gives it in the flavor of the dialect. The
 * connector cleans what would break a line; what is replaced here is what that registry also replaces. Immutable.
 */
@FunctionalInterface
interface Naming {
    /**
     * The name of one value of a meter.
     *
     * @param statistic which value it is; null if the meter has only one, whose name needs no word for it
     */
    Name name(Meter.Id id, @Nullable Statistic statistic, NamingConvention convention);

    /** With tags where the dialect's servers read them, and in the flavor ETSY else. */
    static Naming of(Dialect dialect) {
        return switch (dialect) {
            case STATSD, PLAIN -> hierarchical(HierarchicalNameMapper.DEFAULT);
            case DOGSTATSD -> Naming::datadog;
            case INFLUXDB -> Naming::telegraf;
            case GRAPHITE, LIBRATO, SIGNALFX, COLLECTD, STATSD_EXPORTER -> Naming::tagged;
        };
    }

    /** Tags are a part of the name, as a mapper puts them there. */
    static Naming hierarchical(HierarchicalNameMapper mapper) {
        return (id, statistic, convention) -> {
            Meter.Id whole = statistic == null ? id : id.withTag(statistic);
            return new Name(mapper.toHierarchicalName(whole, convention), Tags.NONE);
        };
    }

    /** The convention that such a registry begins with. */
    static NamingConvention convention(Dialect dialect) {
        return switch (dialect) {
            case STATSD, PLAIN -> NamingConvention.camelCase;
            case INFLUXDB -> NamingConvention.snakeCase;
            case DOGSTATSD, GRAPHITE, LIBRATO, SIGNALFX, COLLECTD, STATSD_EXPORTER -> NamingConvention.dot;
        };
    }

    private static Name datadog(Meter.Id id, @Nullable Statistic statistic, NamingConvention convention) {
        List<String> tags = new ArrayList<>();
        addStatistic(tags, statistic);
        for (Tag tag : id.getConventionTags(convention)) {
            tags.add(fromLetter(tag.getKey()));
            String value = tag.getValue();
            tags.add(value.endsWith(":") ? value.substring(0, value.length() - 1) + "_" : value);
        }
        String path = convention.name(fromLetter(id.getName()), id.getType(), id.getBaseUnit());
        boolean eventLike =
                path.startsWith("_e{") || path.startsWith("_sc"); // which a convention of the user's may make
        return new Name(eventLike ? fromLetter(path) : path, Tags.of(tags.toArray(String[]::new)));
    }

    private static Name telegraf(Meter.Id id, @Nullable Statistic statistic, NamingConvention convention) {
        Name name = tagged(id, statistic, convention);
        return new Name(name.path().replace(' ', '_'), name.tags());
    }

    private static Name tagged(Meter.Id id, @Nullable Statistic statistic, NamingConvention convention) {
        List<String> tags = new ArrayList<>();
        addStatistic(tags, statistic);
        for (Tag tag : id.getConventionTags(convention)) {
            tags.add(Name.orNothing(tag.getKey()));
            tags.add(tag.getValue());
        }
        return new Name(id.getConventionName(convention), Tags.of(tags.toArray(String[]::new)));
    }

    private static void addStatistic(List<String> tags, @Nullable Statistic statistic) {
        if (statistic != null) {
            tags.add("statistic");
            tags.add(statistic.getTagValueRepresentation());
        }
    }

    private static String fromLetter(String name) {
        return !name.isEmpty() && Character.isLetter(name.charAt(0)) ? name : "m." + name;
    }
}
