package io.sprockets.statsd;

import io.sprockets.statsd.line.LineTemplate;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the lines of one view have in common, apart from their type. Immutable.
 *
 * @param time when its metrics were measured; null for now
 */
record Scope(
        Format format,
        Namespace namespace,
        Tags tags,
        Sampling sampling,
        @Nullable Instant time) {
    /** The scope of all that a connector sends. */
    static Scope of(Format format, Namespace namespace, Tags tags) {
        return new Scope(format, namespace, format.checked(tags), Sampling.ALL, null);
    }

    Dialect dialect() {
        return format.dialect();
    }

    Scope scoped(String segment) {
        String name = format.name("segment", segment, namespace.isBare());
        return new Scope(format, namespace.scoped(name), tags, sampling, time);
    }

    Scope bare() {
        return new Scope(format.lenient(), Namespace.of("", false), tags, sampling, time);
    }

    Scope tagged(Tags more) {
        return new Scope(format, namespace, tags.and(format.checked(more)), sampling, time);
    }

    Scope sampled(double rate) {
        return new Scope(format, namespace, tags, new Sampling(rate), time);
    }

    Scope at(Instant instant) {
        if (instant.getEpochSecond() < 1) {
            throw new IllegalArgumentException("time is " + instant + ", expected one after 1970 began");
        }
        return new Scope(format, namespace, tags, sampling, instant);
    }

    /** The path of a bound instrument. */
    String path(String path) {
        return format.name("path", path, namespace.isBare());
    }

    /** A type that is given once, as it is sent. */
    String typeCode(String typeCode) {
        if (typeCode.isEmpty()) {
            throw new IllegalArgumentException("typeCode is empty");
        }
        return format.values().cleaned(typeCode);
    }

    /** How counters are sampled: not at all if they have a time, since the agent does not scale them then. */
    Sampling counterSampling() {
        return time == null ? sampling : Sampling.ALL;
    }

    /** How timers are sampled: not at all for servers that would change their values. */
    Sampling timerSampling() {
        return dialect().samplesTimers() ? sampling : Sampling.ALL;
    }

    /** Lines of one type that are never sampled. */
    LineTemplate template(String segment, String type) {
        return template(segment, type, Sampling.ALL);
    }

    LineTemplate template(String segment, String type, Sampling sampled) {
        return template(namespace.of(segment), "|" + type + sampled.field() + afterType(), "");
    }

    /** Lines whose type comes with each of them. */
    LineTemplate untyped() {
        return template(namespace.ofNoType(), "|", afterType());
    }

    private LineTemplate template(String head, String tail, String end) {
        String middle = dialect().tags().afterName(tags.asMap());
        return LineTemplate.of(
                format.safe(head), format.safe(middle), tail, end, format.names(head.isEmpty()), format.values());
    }

    /** What stands at the end of an event that has some tags of its own. */
    String afterEvent(Tags own) {
        return safe(dialect().tags().afterType(tags.and(own).asMap()) + format.fields());
    }

    /** A text as the server may read it. */
    String safe(String text) {
        return format.safe(text);
    }

    private String afterType() {
        String second = time == null ? "" : "|T" + time.getEpochSecond();
        return safe(dialect().tags().afterType(tags.asMap()) + second + format.fields());
    }
}
