package io.sprockets.statsd.sender;

import io.sprockets.statsd.ConnectorListener;
import io.sprockets.statsd.DropReason;
import java.util.Map;

/** Nobody to tell. */
final class QuietObserver implements Observer {
    @Override
    public ConnectorListener listener() {
        return ConnectorListener.NONE;
    }

    @Override
    public Map<DropReason, Long> dropped() {
        return Map.of();
    }

    @Override
    public Map<DropReason, Long> told() {
        return Map.of();
    }

    @Override
    public void round(long now) {}
}
