package io.sprockets.statsd.testing.line;

/** Says what a line is, or why it is bad. Free of state: any thread may use it. */
public interface Parser {
    /** As lenient as StatsD servers are, in every dialect at once. */
    Parser LENIENT = LineParser::parse;

    /** As statsd 0.9 does it. */
    Parser REFERENCE = ReferenceParser::parse;

    /** The same line always gets the same answer. The bytes are those before the newline, and not none. */
    ParsedLine parse(byte[] bytes, int from, int to);
}
