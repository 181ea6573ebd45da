package io.sprockets.statsd.watch.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Matches names: {@code *} is anything, {@code ?} one character, all else itself. Immutable. */
public final class Glob {
    private final byte[] pattern;

    /** One that matches as the pattern says. */
    public Glob(String pattern) {
        this.pattern = pattern.getBytes(UTF_8);
    }

    /** Whether the name of a line matches: what is before its first colon, without tags. */
    boolean matchesName(byte[] line, int from, int to) {
        int end = from;
        while (end < to && !endsName(line[end])) {
            end++;
        }
        return matches(line, from, end);
    }

    private static boolean endsName(byte b) {
        return b == ':' || b == ',' || b == ';' || b == '#' || b == '[';
    }

    /** Without recursion: a star that turns out too short takes one byte more. */
    private boolean matches(byte[] text, int from, int to) {
        int at = from;
        int in = 0;
        int star = -1;
        int starredFrom = from;
        while (at < to) {
            if (in < pattern.length && pattern[in] == '*') {
                star = in++;
                starredFrom = at;
            } else if (in < pattern.length && pattern[in] == '?' && isFirst(text[at])) {
                at = afterCharacter(text, at, to);
                in++;
            } else if (in < pattern.length && pattern[in] == text[at] && pattern[in] != '?') {
                at++;
                in++;
            } else if (star >= 0) {
                in = star + 1;
                at = ++starredFrom;
            } else {
                return false;
            }
        }
        while (in < pattern.length && pattern[in] == '*') {
            in++;
        }
        return in == pattern.length;
    }

    private static int afterCharacter(byte[] text, int at, int to) {
        int next = at + 1;
        while (next < to && !isFirst(text[next])) {
            next++;
        }
        return next;
    }

    /** Whether a byte begins a character of UTF-8. */
    private static boolean isFirst(byte b) {
        return (b & 0xC0) != 0x80;
    }
}
