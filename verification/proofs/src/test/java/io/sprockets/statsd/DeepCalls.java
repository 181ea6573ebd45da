package io.sprockets.statsd;

import io.sprockets.statsd.testing.StatsdServer;

/**
 * Records at every depth of a stack down to its end, dive after dive, and then compares the calls with what arrived. A
 * program of its own, because flags of the virtual machine decide which frames at the end of the stack are interpreted
 * and which are compiled.
 */
final class DeepCalls {
    private static final long STACK_BYTES = 256 * 1024;
    private static final int MOST_CALLS = 1_000_000;
    private static final int SHIFTS = 16; // frames are multiples of 16 bytes, so dives end at different offsets
    private static final String PATH = "deep";
    private static final String TYPE = "g";

    private final StatsdConnector statsd;
    private final String[] members = new String[MOST_CALLS];
    private final boolean[] returned = new boolean[MOST_CALLS]; // by number of the call
    private int calls;
    private int overflows; // in a recording call

    private DeepCalls(StatsdConnector statsd) {
        this.statsd = statsd;
        for (int i = 0; i < MOST_CALLS; i++) {
            members[i] = Integer.toString(i);
        }
    }

    /** Makes this many dives. Prints what became of the calls, and ends with 1 if that is not right. */
    public static void main(String[] args) throws InterruptedException {
        String wrong;
        try (StatsdServer server = StatsdServer.start()) {
            StatsdConnector statsd = StatsdConnector.builder()
                    .host(server.host())
                    .port(server.port())
                    .queueBytes(64 << 20) // all calls fit: none may be dropped
                    .backlogBytes(64 << 20)
                    .build();
            DeepCalls deep = new DeepCalls(statsd);
            statsd.start();
            deep.diveOften(Integer.parseInt(args[0]));
            statsd.gauge(PATH, deep.calls); // from a flat stack; it comes only if nothing before it is in the way
            deep.returned[deep.calls++] = true;
            statsd.close();
            wrong = deep.compare(server);
            System.out.println(deep.calls + " calls, " + deep.overflows + " overflows, " + statsd.stats());
        }
        System.out.println(wrong);
        System.exit(wrong.isEmpty() ? 0 : 1);
    }

    private void diveOften(int dives) throws InterruptedException {
        for (int i = 0; i < dives && calls < MOST_CALLS - 20_000; i++) {
            int shift = i % SHIFTS;
            Thread diver = new Thread(null, () -> begin(shift), "diver", STACK_BYTES);
            diver.start();
            diver.join();
        }
    }

    private void begin(int shift) {
        try {
            shift(shift, 0, 0);
        } catch (StackOverflowError end) {
            return; // of the dive
        }
    }

    /** Puts frames of another size below those of a dive. */
    @SuppressWarnings("InfiniteRecursion")
    private void shift(int frames, long filler, long moreFiller) {
        if (frames == 0) {
            dive();
        } else {
            shift(frames - 1, filler + 1, moreFiller + 2);
        }
    }

    @SuppressWarnings("InfiniteRecursion") // its end is the end of the stack
    private void dive() {
        attempt();
        dive();
    }

    /** Catches in its own frame, so that the dive goes on; where a call overflows, shorter ones still return. */
    private void attempt() {
        int call = calls;
        if (call >= MOST_CALLS - 1) {
            return;
        }
        calls = call + 1;
        try {
            record(call);
        } catch (StackOverflowError end) {
            overflows++;
            return;
        }
        returned[call] = true;
    }

    private void record(int call) {
        switch (call & 3) {
            case 0 -> statsd.gauge(PATH, call);
            case 1 -> statsd.gauge(PATH, call + 0.25);
            case 2 -> statsd.set(PATH, members[call]);
            default -> statsd.injectMetric(PATH, members[call], TYPE);
        }
    }

    private String compare(StatsdServer server) {
        StringBuilder wrong = new StringBuilder();
        int[] arrived = new int[MOST_CALLS];
        for (String line : server.lines()) {
            arrived[(int) Double.parseDouble(line.substring(line.indexOf(':') + 1, line.indexOf('|')))]++;
        }
        int lost = 0;
        int doubled = 0;
        for (int call = 0; call < calls; call++) {
            lost += returned[call] && arrived[call] == 0 ? 1 : 0;
            doubled += arrived[call] > 1 ? 1 : 0;
        }
        ConnectorStats stats = statsd.stats();
        check(wrong, "calls that returned and did not arrive", lost, 0);
        check(wrong, "calls that arrived twice", doubled, 0);
        check(wrong, "bad lines", server.badLineCount(), 0);
        check(wrong, "sent, but not received", stats.sent() - server.linesReceived(), 0);
        check(wrong, "pending after the stop", stats.pending(), 0);
        check(wrong, "dropped", stats.dropped(), 0);
        check(wrong, "folded", stats.folded(), 0);
        if (stats.recorded() > calls || stats.recorded() < calls - overflows) {
            wrong.append("recorded ")
                    .append(stats.recorded())
                    .append(" of ")
                    .append(calls)
                    .append(" calls. ");
        }
        if (overflows == 0) {
            wrong.append("no call overflowed, so nothing was tried. ");
        }
        return wrong.toString();
    }

    private static void check(StringBuilder wrong, String what, long found, long expected) {
        if (found != expected) {
            wrong.append(what).append(": ").append(found).append(". ");
        }
    }
}
