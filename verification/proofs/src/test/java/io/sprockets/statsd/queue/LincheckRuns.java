package io.sprockets.statsd.queue;

import static org.jetbrains.lincheck.datastructures.ManagedStrategyGuaranteeKt.forClasses;

import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Options;
import org.jetbrains.lincheck.datastructures.StressOptions;

/** How much Lincheck tries: {@code -Dlincheck.factor=10} makes it ten times as many scenarios. */
final class LincheckRuns {
    private static final int FACTOR = Integer.getInteger("lincheck.factor", 1);

    private LincheckRuns() {}

    /** On the real machine, with its memory model; a failure shows no more than the results. */
    static void stress(Class<?> test, Class<?> specification) {
        run(new StressOptions().iterations(15 * FACTOR).invocationsPerIteration(1_500), test, specification);
    }

    /**
     * Every switch between threads is chosen; a failure shows the way to it. Memory is sequentially consistent here. A
     * pause, which touches no memory, is left out: it would count as a loop without end.
     */
    static void modelChecking(Class<?> test, Class<?> specification) {
        ModelCheckingOptions options = new ModelCheckingOptions();
        options.iterations(15 * FACTOR).invocationsPerIteration(400);
        options.addGuarantee(
                forClasses(RecordQueue.class.getName()).methods("pause").ignore());
        run(options, test, specification);
    }

    private static void run(Options<?, ?> options, Class<?> test, Class<?> specification) {
        options.threads(3)
                .actorsPerThread(3)
                .actorsBefore(3)
                .actorsAfter(3)
                .sequentialSpecification(specification)
                .check(test);
    }
}
