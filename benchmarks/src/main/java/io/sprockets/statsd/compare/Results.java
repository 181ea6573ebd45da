package io.sprockets.statsd.compare;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** The samples of all rounds. */
final class Results {
    private record Key(Contender contender, Route route, Work work) {}

    private static final double NANOS_PER_MILLI = 1e6;
    private static final double NANOS_PER_SECOND = 1e9;

    private final Map<Key, List<Sample>> samples = new HashMap<>();

    void add(Trial trial, Sample sample) {
        Key key = new Key(trial.contender(), trial.server().route(), trial.work());
        samples.computeIfAbsent(key, ignored -> new ArrayList<>()).add(derived(sample, trial.contender()));
    }

    /** One figure in all rounds; none if that was not measured. */
    Spread of(Contender contender, Route route, Work work, ToDoubleFunction<Sample> figure) {
        return new Spread(rounds(contender, route, work).stream()
                .mapToDouble(figure)
                .sorted()
                .boxed()
                .toList());
    }

    /** One figure of a client as a multiple of another's in the same round. */
    Spread ratio(Contender contender, Contender other, Route route, Work work, ToDoubleFunction<Sample> figure) {
        List<Sample> ours = rounds(contender, route, work);
        List<Sample> theirs = rounds(other, route, work);
        return new Spread(IntStream.range(0, Math.min(ours.size(), theirs.size()))
                .mapToDouble(i -> figure.applyAsDouble(ours.get(i)) / figure.applyAsDouble(theirs.get(i)))
                .sorted()
                .boxed()
                .toList());
    }

    private List<Sample> rounds(Contender contender, Route route, Work work) {
        return samples.getOrDefault(new Key(contender, route, work), List.of());
    }

    /**
     * From raw counts to results. Time ends with the last call or the last arrival, but for those who merge:
     * what they hold at the end arrives when its interval is over.
     */
    private static Sample derived(Sample counted, Contender contender) {
        double delivered = counted.get("delivered");
        double arrived = contender.isAggregated() ? counted.get("end") : counted.get("last");
        double nanos = Math.max(arrived, counted.get("end")) - counted.get("start");
        double calls = counted.get("calls");
        return counted.with("rate", delivered / nanos * NANOS_PER_SECOND)
                .with("share", delivered / calls)
                .with("cpuEach", counted.get("cpu") * NANOS_PER_MILLI / (delivered > 0 ? delivered : calls))
                .with("cpuCall", counted.get("cpu") * NANOS_PER_MILLI / calls)
                .with("bytesEach", counted.get("bytes") / calls)
                .with("sinkBusy", counted.get("sinkCpu") / nanos);
    }
}
