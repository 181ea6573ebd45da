package io.sprockets.statsd;

import io.sprockets.statsd.line.Text;

/**
 * What stands before a path: the connector's prefix, the segment of the metric's type, the segments of the view.
 *
 * @param prefix empty, or with a final dot
 * @param types whether there is a segment for the type
 * @param scope empty, or with a final dot
 */
record Namespace(String prefix, boolean types, String scope) {
    static Namespace of(String prefix, boolean types) {
        return new Namespace(prefix.isEmpty() ? "" : prefix + ".", types, "");
    }

    /** What stands before the paths of one type. */
    String of(String type) {
        return types ? prefix + type + "." + scope : ofNoType();
    }

    String ofNoType() {
        return prefix + scope;
    }

    Namespace scoped(String segment) {
        if (segment.isEmpty()) {
            throw new IllegalArgumentException("segment must not be empty");
        }
        return new Namespace(prefix, types, scope + Text.NAME.cleaned(segment) + ".");
    }
}
