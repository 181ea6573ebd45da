package io.sprockets.statsd.call;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sprockets.statsd.line.Syntax;
import org.jspecify.annotations.Nullable;

/**
 * What comes before a path: the connector's prefix, the segment of the metric's type, the segments of the view. Any
 * thread may use it.
 */
final class NamePrefix {
    private final String prefix; // empty, or with a final dot
    private final boolean types; // whether there is a segment for the type
    private final String scope; // empty, or with a final dot
    private final byte[] @Nullable [] heads = new byte[Group.COUNT][]; // made once; a race makes one twice

    private NamePrefix(String prefix, boolean types, String scope) {
        this.prefix = prefix;
        this.types = types;
        this.scope = scope;
    }

    static NamePrefix of(String prefix, boolean types) {
        return new NamePrefix(prefix.isEmpty() ? "" : prefix + ".", types, "");
    }

    /** Whether paths have no prefix at all. */
    boolean isBare() {
        return !types && prefix.isEmpty() && scope.isEmpty();
    }

    /** The text before the paths of one group, with a final dot. */
    byte[] head(Group group, Syntax syntax) {
        byte[] head = heads[group.index()];
        if (head == null) {
            String segment = types && !group.segment.isEmpty() ? group.segment + "." : "";
            head = syntax.safe(prefix + segment + scope).getBytes(UTF_8);
            heads[group.index()] = head;
        }
        return head;
    }

    /** A name without the segment for its type. */
    String path(String path) {
        return prefix + scope + path;
    }

    /** @param segment clean, and not empty */
    NamePrefix scoped(String segment) {
        return new NamePrefix(prefix, types, scope + segment + ".");
    }
}
