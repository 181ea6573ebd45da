package io.sprockets.statsd.fold;

/**
 * The bytes that merged metrics may take, roughly as the heap counts them. Merging into an existing account takes none
 * or some digits, so a full budget stops only new ones. Only the sender thread uses it.
 */
final class Budget {
    static final int OBJECT = 32; // bytes, with what its references take
    static final int ARRAY = 24; // bytes, with the reference to it

    private static final int MEMBERS_SHARE = 2; // the part that members of sets may take: one half
    private static final int GROWTH_SHARE = 8; // the part that is kept from samples, for series that come: one eighth

    private final long most;
    private long used;
    private long members; // of that, for sets

    Budget(long most) {
        this.most = most;
    }

    /** Takes bytes for a series, or for a value that must be kept. */
    boolean take(long bytes) {
        boolean taken = used + bytes <= most;
        used += taken ? bytes : 0;
        return taken;
    }

    /** Takes bytes for a larger sample, which is good to have. */
    boolean takeForSample(long bytes) {
        return used + bytes <= most - most / GROWTH_SHARE && take(bytes);
    }

    /** Takes bytes for a member of a set. */
    boolean takeForMember(long bytes) {
        boolean taken = members + bytes <= most / MEMBERS_SHARE && take(bytes);
        members += taken ? bytes : 0;
        return taken;
    }

    void give(long bytes) {
        used -= bytes;
    }

    void giveMembers(long bytes) {
        used -= bytes;
        members -= bytes;
    }

    long used() {
        return used;
    }
}
