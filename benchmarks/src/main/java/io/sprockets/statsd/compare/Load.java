package io.sprockets.statsd.compare;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;

/**
 * One client under one load, in a separate process. It warms up and says that it is ready; on command it does the
 * work and says how much that was; on a second one, after everything has arrived, it says what that took, and ends.
 */
public final class Load {
    private static final long WARM_UP = 2_000_000_000; // nanoseconds; compiled code is slow to come
    private static final int LESS = 20_000; // calls a second
    private static final int MORE = 200_000;

    private final Trial trial;
    private final BufferedReader orders =
            new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));

    private Load(Trial trial) {
        this.trial = trial;
    }

    /** Takes the arguments that {@link Trial#arguments} gives. */
    public static void main(String... arguments) throws IOException, InterruptedException {
        new Load(Trial.of(arguments)).run();
        Runtime.getRuntime().halt(0); // some clients need long to end, or do not
    }

    private void run() throws IOException, InterruptedException {
        String[] names = Names.of(trial.names());
        long memory = Usage.memory();
        int threads = Usage.threads();
        Client client = trial.contender().connect(trial.server(), names);
        Usage usage = trial.work() == Work.PACED ? pace(client) : hurry(client);
        answer(Sample.NONE
                .with("cpu", usage.cpuMillis())
                .with("threads", Usage.threads() - threads)
                .with("memory", Usage.memory() - memory));
        orders.readLine();
    }

    private Usage hurry(Client client) throws IOException, InterruptedException {
        Callers callers = new Callers(client, trial.work(), trial.names());
        callers.run(WARM_UP);
        answer(Sample.NONE.with("ready", 1));
        Usage usage = new Usage();
        answer(callers.run(trial.nanos()));
        return usage;
    }

    private Usage pace(Client client) throws IOException, InterruptedException {
        Pacer pacer = new Pacer(client, trial.names());
        pacer.run(MORE, WARM_UP);
        answer(Sample.NONE.with("ready", 1));
        Usage usage = new Usage();
        double start = System.nanoTime();
        Sample less = pacer.run(LESS, trial.nanos());
        Sample more = pacer.run(MORE, trial.nanos());
        double calls = less.get("calls@" + LESS) + more.get("calls@" + MORE);
        double end = System.nanoTime();
        Usage idle = new Usage();
        Thread.sleep(trial.nanos() / 1_000_000);
        Sample all = less.and(more).with("idle", idle.threadMillis() / (trial.nanos() / 1e9));
        answer(all.with("calls", calls).with("start", start).with("end", end));
        return usage;
    }

    /** Says something, and waits for the order to go on. */
    private void answer(Sample sample) throws IOException {
        System.out.println(sample);
        orders.readLine();
    }
}
