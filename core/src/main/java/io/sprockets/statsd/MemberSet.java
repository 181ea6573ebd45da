package io.sprockets.statsd;

/** A set whose name and tags are encoded already. Any thread may use it. */
public interface MemberSet {
    /** Adds a member, as {@link Statsd#set(String, String)} does. */
    void add(String member);
}
