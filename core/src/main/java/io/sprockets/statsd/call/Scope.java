package io.sprockets.statsd.call;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.sprockets.statsd.Tags;
import io.sprockets.statsd.line.LineTemplate;
import io.sprockets.statsd.line.Syntax;
import io.sprockets.statsd.line.TextEncoder;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the metrics of one view have in common. Immutable; any thread may use it.
 *
 * @param strict whether what could not be sent as it is, is refused where it is given once
 * @param time when its metrics were measured; null for now
 */
public record Scope(
        Syntax syntax,
        boolean strict,
        NamePrefix prefix,
        Tags tags,
        Sampling sampling,
        @Nullable Instant time) {
    private static final byte[] COLON = {':'};

    /** The scope of all that a connector sends. */
    public static Scope of(Syntax syntax, boolean strict, String prefix, boolean typePrefixes, Tags tags) {
        Scope bare = new Scope(syntax, strict, NamePrefix.of(prefix, typePrefixes), Tags.NONE, Sampling.ALL, null);
        return bare.tagged(tags);
    }

    /** A scope of names that begin with a segment. */
    public Scope scoped(String segment) {
        return new Scope(syntax, strict, prefix.scoped(name("segment", segment)), tags, sampling, time);
    }

    /** A scope of names that are paths alone, which are never refused. */
    Scope bare() {
        return new Scope(syntax, false, NamePrefix.of("", false), tags, sampling, time);
    }

    Scope tagged(Tags more) {
        if (strict) {
            check(more.toArray());
        }
        return new Scope(syntax, strict, prefix, tags.and(more), sampling, time);
    }

    Scope sampled(Sampling other) {
        return new Scope(syntax, strict, prefix, tags, other, time);
    }

    Scope at(Instant instant) {
        if (instant.getEpochSecond() < 1) {
            throw new IllegalArgumentException("time is " + instant + ", expected one after 1970 began");
        }
        return new Scope(syntax, strict, prefix, tags, sampling, instant);
    }

    /** The path of a bound instrument. */
    String path(String path) {
        return name("path", path);
    }

    /** Whether series are worth a number: not if there is a new one each second. */
    boolean isNumbered() {
        return time == null;
    }

    /** Whether the dialect has such metrics, and timestamps for them if this scope has one. */
    boolean has(Group group) {
        boolean timed = time == null || syntax.hasTimes();
        return switch (group) {
            case COUNTERS, GAUGES -> timed;
            case CHANGES -> timed && syntax.signIsChange();
            case EVENTS -> syntax.hasEvents();
            default -> time == null;
        };
    }

    /** The type of a group; empty if it comes with each metric. */
    String type(Group group) {
        return switch (group) {
            case COUNTERS -> "c";
            case GAUGES, CHANGES -> "g";
            case TIMERS -> "ms";
            case HISTOGRAMS -> syntax.histogram();
            case DISTRIBUTIONS -> syntax.distribution();
            case SETS -> "s";
            case INJECTED, EVENTS -> "";
        };
    }

    /**
     * How a group is sampled. Counters are not if they have a time, since the agent does not scale them then; nor are
     * timers for servers that would change their values, unless the caller has done it.
     */
    Sampling sampling(Group group) {
        boolean sampled = switch (group) {
            case COUNTERS -> time == null;
            case TIMERS, HISTOGRAMS, DISTRIBUTIONS -> sampling.draws() ? syntax.samplesTimers() : syntax.ratesTimers();
            default -> false;
        };
        return sampled ? sampling : Sampling.ALL;
    }

    /** A type that is given once, as it is sent. */
    String typeCode(String typeCode) {
        if (typeCode.isEmpty()) {
            throw new IllegalArgumentException("typeCode is empty");
        }
        return syntax.types().cleaned(typeCode);
    }

    /** Lines of one type. */
    LineTemplate template(Group group, String type, Sampling sampled) {
        byte[] head = prefix.head(group, syntax);
        byte[] middle = join(syntax.afterName(tags), COLON);
        byte[] code = ("|" + type + sampled.field()).getBytes(US_ASCII);
        return LineTemplate.of(head, middle, join(code, afterType()), syntax);
    }

    /** Lines whose type comes with each of them. */
    LineTemplate untyped() {
        return template(Group.INJECTED, "", Sampling.ALL).untyped(afterType());
    }

    /** What comes at the end of an event that has its own tags. */
    byte[] afterEvent(Tags own) {
        return join(syntax.afterType(tags.and(own)), syntax.fields());
    }

    /** Its names, as far as they are the same, its tags, and its rate, for people. */
    String description() {
        String tagged = tags.equals(Tags.NONE) ? "" : " with " + tags;
        return prefix.path("*") + tagged + sampling.field().replace("|", " ");
    }

    private byte[] afterType() {
        byte[] field = syntax.afterType(tags);
        byte[] timed = time == null ? field : join(field, ("|T" + time.getEpochSecond()).getBytes(US_ASCII));
        return join(timed, syntax.fields());
    }

    private static byte[] join(byte[] first, byte[] second) {
        if (first.length == 0 || second.length == 0) {
            return first.length == 0 ? second : first;
        }
        byte[] both = new byte[first.length + second.length];
        System.arraycopy(first, 0, both, 0, first.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    /** A name that is given once, as it is sent. */
    private String name(String what, String name) {
        TextEncoder names = syntax.names(prefix.isBare());
        if (names.scan(name) == 0) {
            throw new IllegalArgumentException(what + " is " + name
                    + ", expected one that is not empty and does not begin like an event or a check");
        }
        String cleaned = names.cleaned(name);
        if (strict) {
            checkSent(what, name, cleaned);
        }
        return cleaned;
    }

    private void check(String... pairs) {
        for (int i = 0; i < pairs.length; i += 2) {
            checkSent("tag", pairs[i], syntax.key(pairs[i]));
            checkSent("value of tag " + pairs[i], pairs[i + 1], syntax.value(pairs[i + 1]));
        }
    }

    private static void checkSent(String what, String text, String sent) {
        if (!text.equals(sent)) {
            throw new IllegalArgumentException(what + " is " + text + ", expected " + sent + " with strict names");
        }
    }
}
