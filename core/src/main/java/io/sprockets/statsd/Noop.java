package io.sprockets.statsd;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;

/** Accepts every call and does nothing; what is timed still runs. */
final class Noop implements Statsd {
    static final Statsd STATSD = new Noop();

    private Noop() {}

    @Override
    public void incr(String path) {}

    @Override
    public void incr(String path, long amount) {}

    @Override
    public void decr(String path) {}

    @Override
    public void decr(String path, long amount) {}

    @Override
    public void gauge(String path, long value) {}

    @Override
    public void gauge(String path, double value) {}

    @Override
    public void gaugeDelta(String path, long delta) {}

    @Override
    public void gaugeDelta(String path, double delta) {}

    @Override
    public void timing(String path, Duration duration) {}

    @Override
    public void timing(String path, double seconds) {}

    @Override
    public Timer timer(String path) {
        return new Timer((name, nanos) -> {}, path, System::nanoTime);
    }

    @Override
    public <T> T time(String path, Callable<T> body) throws Exception {
        return body.call();
    }

    @Override
    public <T> CompletionStage<T> time(String path, CompletionStage<T> stage) {
        return stage;
    }

    @Override
    public void histogram(String path, long value) {}

    @Override
    public void histogram(String path, double value) {}

    @Override
    public void distribution(String path, long value) {}

    @Override
    public void distribution(String path, double value) {}

    @Override
    public void set(String path, String member) {}

    @Override
    public void injectMetric(String path, String value, String typeCode) {}

    @Override
    public Statsd scoped(String segment) {
        return this;
    }
}
