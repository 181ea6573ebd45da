package io.sprockets.statsd;

import io.sprockets.statsd.call.Scope;
import io.sprockets.statsd.line.Syntax;
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

    /** How the lines of a connector are written. */
    Syntax syntax(Words words, Protocol protocol) {
        Origin told = origin != null ? origin : words.areRead() ? agent(words).origin() : Origin.NONE;
        return Syntax.of(dialect, dialect.isReadAsAscii(protocol), isForAgent() ? told.fields() : "");
    }

    /** What all metrics of a connector have in common. */
    Scope scope(Words words, Syntax syntax) {
        return Scope.of(
                syntax, strict, prefix(words), typePrefixes, agent(words).tags().and(constantTags));
    }

    private AgentEnvironment agent(Words words) {
        return new AgentEnvironment(isForAgent() ? words : Words.NONE);
    }

    static boolean isPrefix(String prefix) {
        boolean dotsApart = !("." + prefix + ".").contains("..");
        return prefix.isEmpty()
                || (dotsApart && Text.names("", false, false).cleaned(prefix).equals(prefix));
    }
}
