package io.sprockets.statsd;

import io.sprockets.statsd.line.LineTemplate;
import io.sprockets.statsd.line.Text;

/**
 * What the lines of one view have in common, apart from their type. Immutable.
 *
 * @param sevenBit whether the server may read it as 7-bit ASCII
 * @param fields what stands at the end of each line, after the tags
 */
record Scope(Dialect dialect, boolean sevenBit, Namespace namespace, Tags tags, String fields, Sampling sampling) {
    Scope scoped(String segment) {
        return new Scope(dialect, sevenBit, namespace.scoped(segment), tags, fields, sampling);
    }

    Scope tagged(Tags more) {
        return new Scope(dialect, sevenBit, namespace, tags.and(more), fields, sampling);
    }

    Scope sampled(double rate) {
        return new Scope(dialect, sevenBit, namespace, tags, fields, new Sampling(rate));
    }

    /** How timers are sampled: not at all for servers that would change their values. */
    Sampling timerSampling() {
        return dialect.samplesTimers() ? sampling : Sampling.ALL;
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
        String middle = dialect.tags().afterName(tags.asMap());
        Text names = sevenBit ? Text.SEVEN_BIT_NAME : Text.NAME;
        Text values = sevenBit ? Text.SEVEN_BIT_VALUE : Text.VALUE;
        return LineTemplate.of(safe(head), safe(middle), tail, end, names, values);
    }

    private String afterType() {
        return dialect.tags().afterType(tags.asMap()) + fields;
    }

    /** What is made of prefixes and tags, which were cleaned already, but not for seven bits. */
    private String safe(String text) {
        return sevenBit ? Text.SEVEN_BIT.cleaned(text) : text;
    }
}
