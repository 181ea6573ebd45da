package io.sprockets.statsd;

/** A set whose name and tags are already encoded. Any thread may use it. */
public interface MemberSet {
    /** Adds a member, like {@link Statsd#set(String, String)}. */
    void add(String member);
}
