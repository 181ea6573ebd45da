package io.sprockets.statsd.fold;

/** What a server makes of all that is taken from one gauge. */
final class TakenGauge implements Tallies.Taker<String> {
    private double value;

    /** What it is after another take; only the consumer may call it. */
    double take(GaugeTally gauge) {
        gauge.take("gauge", this);
        return value;
    }

    @Override
    public void counter(String series, long amount, long calls) {
        throw new AssertionError("a counter");
    }

    @Override
    public void gauge(String series, long change, double to, long calls) {
        value = (Double.isNaN(to) ? value : to) + change;
    }
}
