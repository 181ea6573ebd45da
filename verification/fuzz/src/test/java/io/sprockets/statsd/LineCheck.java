package io.sprockets.statsd;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes lines apart as a suspicious server would, and fails if one says more or less than its call did. */
final class LineCheck {
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(?:\\.[0-9]*[1-9])?");
    private static final Pattern INJECTED = Pattern.compile("[+-]?[0-9.]+");
    private static final Pattern TIME = Pattern.compile("T[1-9][0-9]*");
    private static final Pattern FIELDS = Pattern.compile("(?<time>\\|d:[0-9]+)?\\|h:[^|]*(?<tags>\\|#[^|]+)?");
    private static final String MARKS = ";,#[]@"; // whatever begins or parts tags, or begins a rate
    private static final int NANO_DIGITS = 6; // of a millisecond

    private final Lab lab;
    private final Dialect dialect;
    private final int tags;
    private final boolean timed;
    private final String marks;

    LineCheck(Lab lab, Tags tags, boolean timed) {
        this.lab = lab;
        this.dialect = lab.dialect();
        this.tags = sent(tags);
        this.timed = timed;
        this.marks = marks(dialect, this.tags);
    }

    /** How many tags are sent: each key once, when it is cleaned, but for the agent each value of it. */
    private int sent(Tags given) {
        String[] tags = given.toArray();
        Set<List<String>> sent = new HashSet<>();
        for (int i = 0; i < tags.length; i += 2) {
            String key = lab.syntax().key(tags[i]);
            String value = dialect == Dialect.DOGSTATSD ? lab.syntax().value(tags[i + 1]) : "";
            sent.add(List.of(key, value));
        }
        return sent.size();
    }

    void number(byte[] line, String type, long value) {
        expect(value(line, type).equals(Long.toString(value)), line);
    }

    void opposite(byte[] line, long value) {
        expect(value(line, "c").equals(BigDecimal.valueOf(value).negate().toString()), line);
    }

    void fraction(byte[] line, String type, double value) {
        String text = value(line, type);
        expect(NUMBER.matcher(text).matches() && Double.parseDouble(text) == value, line);
    }

    void change(byte[] line, double delta) {
        String text = value(line, "g");
        boolean signed = text.startsWith("+") || text.startsWith("-");
        expect(signed && NUMBER.matcher(text.replace("+", "")).matches() && Double.parseDouble(text) == delta, line);
    }

    void nanos(byte[] line, long nanos) {
        String text = value(line, "ms");
        expect(NUMBER.matcher(text).matches(), line);
        expect(new BigDecimal(text).movePointRight(NANO_DIGITS).compareTo(BigDecimal.valueOf(nanos)) == 0, line);
    }

    void seconds(byte[] line, double seconds) {
        String text = value(line, "ms");
        expect(NUMBER.matcher(text).matches(), line);
        expect(new BigDecimal(text).movePointLeft(3).doubleValue() == seconds, line);
    }

    void member(byte[] line) {
        expect(!value(line, "s").isEmpty(), line);
    }

    void injected(byte[] line, boolean numeric) {
        String text = text(line);
        String type = text.split("\\|", -1)[1];
        String value = value(line, type);
        expect(!value.isEmpty() && !type.isEmpty(), line);
        expect(type.codePoints().noneMatch(c -> Character.isWhitespace(c) || Character.isSpaceChar(c)), line);
        if (numeric) {
            expect(INJECTED.matcher(value).matches(), line);
        }
    }

    /** {@code _e{title,text}:title|text|d:..|h:..|#..}. */
    void event(byte[] line) {
        String head = text(line);
        int comma = head.indexOf(',');
        int close = head.indexOf("}:");
        expect(head.startsWith("_e{") && comma > 0 && close > comma, line);
        int title = Integer.parseInt(head.substring(3, comma));
        int text = Integer.parseInt(head.substring(comma + 1, close));
        int start = close + 2;
        int end = start + title + 1 + text;
        expect(title > 0 && line[start + title] == '|' && line[end] == '|', line);
        fields(new String(line, end, line.length - end, UTF_8), line);
    }

    /** {@code _sc|name|3|d:..|h:..|#..|m:..}. */
    void serviceCheck(byte[] line) {
        String text = text(line);
        int status = text.indexOf("|3|");
        int message = text.contains("|m:") ? text.lastIndexOf("|m:") : text.length(); // an empty one is left out
        expect(text.startsWith("_sc|") && status > 4 && message > status, line);
        expect(text.indexOf('|', 4) == status && text.indexOf('|', message + 1) < 0, line);
        fields(text.substring(status + 2, message), line);
    }

    /** A host, perhaps a time before it and tags behind it. */
    private void fields(String text, byte[] line) {
        Matcher fields = FIELDS.matcher(text);
        expect(fields.matches(), line);
        expect((fields.group("time") != null) == timed && (tags == 0 || fields.group("tags") != null), line);
    }

    static void sameName(byte[] line, byte[] other) {
        String one = new String(line, UTF_8);
        String two = new String(other, UTF_8);
        expect(one.substring(0, one.indexOf(':')).equals(two.substring(0, two.indexOf(':'))), other);
    }

    /** The value of a metric whose other parts are as they must be. */
    private String value(byte[] line, String type) {
        String text = text(line);
        String[] parts = text.split("\\|", -1);
        int expected = 2 + (isTaggedBehind() ? 1 : 0) + (timed ? 1 : 0);
        expect(parts.length == expected && parts[1].equals(type), line);
        if (isTaggedBehind()) {
            expect(isTags(parts[2]), line);
        }
        if (timed) {
            expect(TIME.matcher(parts[expected - 1]).matches(), line);
        }
        int colon = parts[0].indexOf(':');
        expect(colon > 0 && parts[0].indexOf(':', colon + 1) < 0, line);
        expect(isName(parts[0].substring(0, colon)), line);
        return parts[0].substring(colon + 1);
    }

    private boolean isTaggedBehind() {
        return (dialect == Dialect.DOGSTATSD || dialect == Dialect.STATSD_EXPORTER) && tags > 0;
    }

    private boolean isTags(String field) {
        return field.startsWith("#")
                && field.indexOf('#', 1) < 0
                && count(field, ',') == tags - 1
                && !field.endsWith("#");
    }

    /** Whether a name has as many tags as it should, and no mark that begins others. */
    private boolean isName(String name) {
        if (name.codePoints().anyMatch(c -> Character.isWhitespace(c) || Character.isSpaceChar(c))
                || ("." + name.split("[;,#\\[]", 2)[0] + ".").contains("..")
                || (name.indexOf('=') >= 0 && dialect == Dialect.PLAIN)) {
            return false;
        }
        int found = 0;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (MARKS.indexOf(c) >= 0 && (found == marks.length() || marks.charAt(found++) != c)) {
                return false;
            }
        }
        return found == marks.length();
    }

    /** The marks that belong to this many tags. */
    private static String marks(Dialect dialect, int tags) {
        if (tags == 0) {
            return "";
        }
        return switch (dialect) {
            case STATSD, GRAPHITE -> ";".repeat(tags);
            case INFLUXDB -> ",".repeat(tags);
            case LIBRATO -> "#" + ",".repeat(tags - 1);
            case SIGNALFX -> "[" + ",".repeat(tags - 1) + "]";
            case DOGSTATSD, STATSD_EXPORTER, PLAIN, COLLECTD -> "";
        };
    }

    /** A line that is text and nothing else. */
    private String text(byte[] line) {
        String text;
        try {
            text = UTF_8.newDecoder().decode(ByteBuffer.wrap(line)).toString();
        } catch (CharacterCodingException e) {
            throw new AssertionError("not UTF-8 in " + lab, e);
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            expect(!Character.isISOControl(c) && c != '\u2028' && c != '\u2029', line);
        }
        if (lab.sevenBit()) {
            boolean name = true;
            for (byte one : line) {
                name &= one != ':';
                expect(one >= 0 || (name ? "\n:;=." : "\n:").indexOf(one & 0x7f) < 0, line);
            }
        }
        return text;
    }

    private static int count(String text, char wanted) {
        return (int) text.chars().filter(c -> c == wanted).count();
    }

    private static void expect(boolean good, byte[] line) {
        if (!good) {
            throw new AssertionError("a line that should not be: " + new String(line, UTF_8));
        }
    }
}
