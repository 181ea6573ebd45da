package io.sprockets.statsd.spring;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Explains a failed start: what to set. */
final class StatsdFailureAnalyzer extends AbstractFailureAnalyzer<StatsdConfigurationException> {
    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, StatsdConfigurationException cause) {
        return new FailureAnalysis(String.valueOf(cause.getMessage()), cause.action(), cause);
    }
}
