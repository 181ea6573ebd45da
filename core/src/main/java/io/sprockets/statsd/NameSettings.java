package io.sprockets.statsd;

import io.sprockets.statsd.line.Text;
import io.sprockets.statsd.settings.Checks;
import io.sprockets.statsd.settings.Words;
import org.jspecify.annotations.Nullable;

/** What the builder was told of names and of how lines are written. */
final class NameSettings {
    private static final String PREFIX = "STATSD_PREFIX";

    @Nullable
    String prefix; // null if the environment may say it

    boolean typePrefixes = true;
    boolean strict;
    Dialect dialect = Dialect.STATSD;
    Tags constantTags = Tags.NONE;

    @Nullable
    Origin origin; // null if the environment may say it

    boolean isForAgent() {
        return dialect == Dialect.DOGSTATSD;
    }

    /** What every path begins with; empty if nobody said it. */
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
                !dialect.hasEvents() || !Text.beginsLikeAnEvent(all),
                setting,
                all,
                "one that the agent does not take for an event");
    }

    /** What the lines of a connector have in common. */
    Scope scope(Words words, Protocol protocol) {
        AgentEnvironment agent = new AgentEnvironment(isForAgent() ? words : Words.NONE);
        Origin told = origin != null ? origin : words.areRead() ? agent.origin() : Origin.NONE;
        String fields = isForAgent() ? told.fields() : "";
        Format format = new Format(dialect, dialect.isReadAsAscii(protocol), strict, fields);
        return Scope.of(
                format, Namespace.of(prefix(words), typePrefixes), agent.tags().and(constantTags));
    }

    static boolean isPrefix(String prefix) {
        boolean dotsApart = !("." + prefix + ".").contains("..");
        boolean noSpace = prefix.chars().noneMatch(Character::isWhitespace);
        return prefix.isEmpty()
                || (dotsApart && noSpace && Text.NAME.cleaned(prefix).equals(prefix));
    }
}
