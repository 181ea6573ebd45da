package io.sprockets.statsd;

/** A set whose name and tags are encoded already. Any thread may use it. */
public final class MemberSet {
    private final Kind kind;

    MemberSet(Kind kind) {
        this.kind = kind;
    }

    /** Adds a member, as {@link Statsd#set(String, String)} does. */
    public void add(String member) {
        kind.text(Kind.BOUND, member);
    }
}
