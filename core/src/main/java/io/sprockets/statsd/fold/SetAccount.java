package io.sprockets.statsd.fold;

import io.sprockets.statsd.series.Key;
import io.sprockets.statsd.series.Series;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;

/** A set: each member once. Only the sender thread uses it. */
final class SetAccount extends Account {
    private static final long MEMBER_BYTES = 144; // with its place among the others

    private final Budget budget;
    private final Set<Key> members = new LinkedHashSet<>();
    private final Key probe;
    private long bytes;

    SetAccount(Series series, Budget budget, Key probe) {
        super(series);
        this.budget = budget;
        this.probe = probe;
    }

    /** Adds a member. Returns false, with nothing done, if there is no room for it. */
    boolean add(byte[] member, int from, int to) {
        probe.read(member, from, to);
        boolean fresh = !members.contains(probe);
        long more = MEMBER_BYTES + to - from;
        if (fresh && !budget.takeForMember(more)) {
            return false;
        }
        if (fresh) {
            bytes += more;
            members.add(probe.copy());
        }
        count(1, fresh ? 1 : 0);
        return true;
    }

    @Override
    void write(Output output, boolean last) {
        Iterator<Key> rest = members.iterator();
        while (rest.hasNext() && output.hasRoom()) {
            byte[] member = rest.next().bytes();
            output.begin(series).put(member).putTail(series).end();
            long freed = MEMBER_BYTES + member.length;
            budget.giveMembers(freed);
            bytes -= freed;
            rest.remove();
            count(-1, -1);
        }
        if (members.isEmpty()) {
            count(-metrics(), 0);
        }
    }

    @Override
    void free() {
        budget.giveMembers(bytes);
        bytes = 0;
    }
}
