package io.sprockets.statsd.settings;

import io.sprockets.statsd.Dialect;
import io.sprockets.statsd.Origin;
import io.sprockets.statsd.Protocol;
import io.sprockets.statsd.Tags;
import io.sprockets.statsd.call.Scope;
import io.sprockets.statsd.line.Fields;
import io.sprockets.statsd.line.Syntax;
import io.sprockets.statsd.line.TextEncoder;
import org.jspecify.annotations.Nullable;

/** The builder's settings for names and the syntax of lines. */
public final class NameSettings {
    private static final String PREFIX = "STATSD_PREFIX";

    public @Nullable String prefix; // null if the environment may say it

    public boolean typePrefixes = true;
    public boolean strict;
    public Dialect dialect = Dialect.STATSD;
    public Tags constantTags = Tags.NONE;

    public @Nullable Origin origin; // null if the environment may say it

    boolean isForAgent() {
        return dialect == Dialect.DOGSTATSD;
    }

    /** The beginning of every path; empty if it was not set. */
    String prefix(Words words) {
        if (prefix != null) {
            return prefix;
        }
        String word = words.get(PREFIX);
        return word == null ? "" : word;
    }

    /** @throws IllegalArgumentException naming the setting or variable and its value */
    void check(Words words) {
        String all = prefix(words);
        String setting = prefix == null ? words.name(PREFIX) : "prefix";
        Checks.that(
                isPrefix(all),
                setting,
                all,
                "names separated by single dots, without spaces, control characters and : | @ # ; , [ ]");
        Checks.that(
                !isForAgent() || !TextEncoder.beginsLikeAnEvent(all),
                setting,
                all,
                "one that the agent does not take for an event");
    }

    /** How the lines of a connector are written. */
    Syntax syntax(Words words, Protocol protocol) {
        Origin told = origin != null ? origin : words.areRead() ? agent(words).origin() : Origin.NONE;
        return Syntax.of(dialect, isReadAsAscii(protocol), isForAgent() ? fields(told) : "");
    }

    /** What all metrics of a connector have in common. */
    Scope scope(Words words, Syntax syntax) {
        return Scope.of(
                syntax, strict, prefix(words), typePrefixes, agent(words).tags().and(constantTags));
    }

    /** Whether servers may read it as 7-bit ASCII, as the reference server does all streams. */
    private boolean isReadAsAscii(Protocol protocol) {
        return switch (dialect) {
            case STATSD, GRAPHITE, PLAIN, COLLECTD -> protocol.isStream();
            case DOGSTATSD -> // the agent has no TCP, so it may be the reference server
                protocol == Protocol.TCP || protocol == Protocol.TLS;
            case INFLUXDB, LIBRATO, SIGNALFX, STATSD_EXPORTER -> false;
        };
    }

    /** What comes at the end of each line. */
    static String fields(Origin origin) {
        return field("|c:", origin.containerId())
                + field("|e:", origin.externalData())
                + field("|card:", origin.cardinality());
    }

    private static String field(String code, String value) {
        return value.isEmpty() ? "" : code + Fields.cleaned(value);
    }

    private AgentEnvironment agent(Words words) {
        return new AgentEnvironment(isForAgent() ? words : Words.NONE);
    }

    static boolean isPrefix(String prefix) {
        boolean dotsApart = !("." + prefix + ".").contains("..");
        return prefix.isEmpty()
                || (dotsApart
                        && TextEncoder.names("", false, false).cleaned(prefix).equals(prefix));
    }
}
