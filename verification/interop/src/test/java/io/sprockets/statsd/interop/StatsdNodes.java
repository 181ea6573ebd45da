package io.sprockets.statsd.interop;

import io.sprockets.statsd.Dialect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Some nodes of statsd 0.9.0 behind something that listens on one port. What they have flushed they remember. */
final class StatsdNodes implements RealServer {
    private final List<StatsdProcess> nodes;
    private final Daemon front;
    private final int port;

    /**
     * Makes them in a folder.
     *
     * @param front makes what is in front of them
     */
    StatsdNodes(Path folder, int count, int port, Function<List<StatsdProcess>, Daemon> front) {
        this.nodes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            nodes.add(StatsdProcess.keepingLines(Daemon.folder(folder.resolve("n" + i))));
        }
        this.front = front.apply(nodes);
        this.port = port;
    }

    @Override
    public void start() {
        nodes.forEach(StatsdProcess::start);
        front.start();
    }

    @Override
    public void stop() {
        front.sigterm();
        nodes.forEach(StatsdProcess::sigterm);
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public Dialect dialect() {
        return Dialect.STATSD;
    }

    @Override
    public void restart() {
        nodes.forEach(StatsdProcess::restart);
    }

    @Override
    public Set<String> lines() {
        return nodes.stream().flatMap(node -> node.journal().lines().stream()).collect(Collectors.toSet());
    }

    @Override
    public Totals totals() {
        Totals totals = Totals.empty();
        for (StatsdProcess node : nodes) {
            Journal journal = node.journal();
            journal.counters().forEach((name, sum) -> totals.counters().merge(name, sum, Double::sum));
            totals.gauges().putAll(journal.gauges());
            journal.timings().forEach((name, count) -> totals.timings().merge(name, count, Double::sum));
            journal.timers()
                    .forEach((name, values) ->
                            values.forEach(value -> totals.sums().merge(name, value, Double::sum)));
            journal.sets().forEach((name, members) -> totals.members().put(name, (double) members.size()));
        }
        return totals;
    }

    @Override
    public void close() {
        front.close();
        nodes.forEach(StatsdProcess::close);
    }
}
