package io.sprockets.statsd.testing.line;

/** Why a line is bad. Never leaves the parser; has no stack trace because it is an answer, not a failure. */
final class MalformedLine extends Exception {
    private static final long serialVersionUID = 1;

    MalformedLine(String reason) {
        super(reason, null, false, false);
    }
}
