package io.sprockets.statsd;

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

    /** Whether nothing stands before a path. */
    boolean isBare() {
        return !types && ofNoType().isEmpty();
    }

    /** What stands before the paths of one type. */
    String of(String type) {
        return types ? prefix + type + "." + scope : ofNoType();
    }

    String ofNoType() {
        return prefix + scope;
    }

    /** @param segment clean, and not empty */
    Namespace scoped(String segment) {
        return new Namespace(prefix, types, scope + segment + ".");
    }
}
