package io.sprockets.statsd.spring;

import org.jspecify.annotations.Nullable;

/** A configuration of which no connector can be made, and what to do about it. */
final class StatsdConfigurationException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String action;

    StatsdConfigurationException(String description, String action, @Nullable Throwable cause) {
        super(description, cause);
        this.action = action;
    }

    String action() {
        return action;
    }
}
