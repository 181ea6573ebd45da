package io.sprockets.statsd;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sprockets.statsd.fold.Tallies;
import io.sprockets.statsd.ledger.Ledger;
import io.sprockets.statsd.queue.LineQueue;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Views in one dialect, and all that comes out of them. */
final class Lab {
    private static final int QUEUE = 1 << 16; // bytes
    private static final int LONGEST_LINE = 4096; // bytes

    private final Format format;
    private final boolean bare;
    private final Intake intake;
    private final Scope scope;
    private final Ledger ledger = new Ledger();
    private final LineQueue queue = new LineQueue(QUEUE, LONGEST_LINE, () -> {});
    private final ByteBuffer drained = ByteBuffer.wrap(new byte[QUEUE]);

    Lab(Format format, boolean bare) {
        this.format = format;
        this.bare = bare;
        Namespace namespace = Namespace.of(bare ? "" : "app", !bare);
        this.intake = new Intake(queue, new Tallies<>(0), new Waiting(Overflow.DROP_NEWEST), ledger);
        this.scope = Scope.of(format, namespace, Tags.NONE);
    }

    /** One for every way to write lines. */
    static List<Lab> all() {
        List<Lab> all = new ArrayList<>();
        for (Dialect dialect : Dialect.values()) {
            for (boolean bare : new boolean[] {false, true}) {
                all.add(new Lab(new Format(dialect, false, false, ""), bare));
                if (dialect.isReadAsAscii(Protocol.TCP)) {
                    all.add(new Lab(new Format(dialect, true, false, ""), bare));
                }
            }
        }
        return all;
    }

    Format format() {
        return format;
    }

    /** Whether nothing stands before a path. */
    boolean bare() {
        return bare;
    }

    Statsd view(UnaryOperator<Scope> change) {
        return new View(intake, change.apply(scope));
    }

    /** How many calls were dropped so far. */
    long dropped() {
        return ledger.droppedCalls();
    }

    /** The lines since the last time, without the newlines that must end them. */
    List<byte[]> lines() {
        queue.drain(drained.clear());
        List<byte[]> lines = new ArrayList<>(2);
        int start = 0;
        for (int i = 0; i < drained.position(); i++) {
            byte one = drained.get(i);
            if (one == '\n' || one == LineQueue.JOINT) {
                byte[] line = new byte[i - start];
                drained.get(start, line);
                lines.add(line);
                start = i + 1;
            }
        }
        if (start != drained.position()) {
            throw new AssertionError(
                    "no newline after " + new String(drained.array(), start, drained.position() - start, UTF_8));
        }
        return lines;
    }
}
