package io.sprockets.statsd.line;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sprockets.statsd.Tags;
import java.util.Arrays;

/**
 * How tags are written. They are sorted by key, wherever they come from, so that the same tags make the same series.
 * Immutable; any thread may use it.
 */
final class TagSyntax {
    private static final String IN_NAMES = ":|@#;,[]=!^~ "; // they end a name or a tag in one dialect or another
    private static final String IN_FIELD = ",|#"; // they end a tag in a tags field

    private final Shape shape;
    private final TextEncoder keys;
    private final TextEncoder values;

    TagSyntax(Shape shape, boolean sevenBit) {
        this.shape = shape;
        this.keys = sevenBit ? TextEncoder.sevenBitWithout(shape.notInKeys) : TextEncoder.without(shape.notInKeys);
        this.values =
                sevenBit ? TextEncoder.sevenBitWithout(shape.notInValues) : TextEncoder.without(shape.notInValues);
    }

    /** Whether tags follow the type, and not the name. */
    boolean isField() {
        return shape == Shape.DOGSTATSD || shape == Shape.FIELD;
    }

    /** A key as it is sent. */
    String key(String key) {
        return keys.cleaned(key);
    }

    /** A value as it is sent, if it is not empty. */
    String value(String value) {
        return values.cleaned(value);
    }

    /** Tags as they are sent, with their separators; empty if there are none. */
    byte[] bytes(Tags tags) {
        String[] pairs = tags.toArray();
        if (pairs.length == 0) {
            return new byte[0];
        }
        for (int i = 0; i < pairs.length; i += 2) {
            pairs[i] = key(pairs[i]);
            pairs[i + 1] = value(pairs[i + 1]);
        }
        sort(pairs);
        byte[] bytes = new byte[length(pairs)];
        int length = write(pairs, bytes);
        return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
    }

    private int write(String[] pairs, byte[] target) {
        int at = put(shape.begin, target, 0);
        boolean first = true;
        for (int i = 0; i < pairs.length; i += 2) {
            if (isRepeated(pairs, i)) {
                continue;
            }
            at = first ? at : put(shape.separator, target, at);
            first = false;
            at = put(pairs[i], target, at);
            at = put(between(pairs[i + 1]), target, at);
            at = put(pairs[i + 1], target, at);
        }
        return put(shape.end, target, at);
    }

    /** Whether what comes next says the same key again, and takes the place of this one. */
    private boolean isRepeated(String[] pairs, int i) {
        boolean sameKey = i + 2 < pairs.length && pairs[i].equals(pairs[i + 2]);
        return sameKey && (!shape.hasSeveralValues || pairs[i + 1].equals(pairs[i + 3]));
    }

    /** Where a key needs a value, an empty one is an underscore; elsewhere it leaves the key alone. */
    private String between(String value) {
        if (value.isEmpty()) {
            return shape.hasFlags ? "" : shape.between + "_";
        }
        return shape.between;
    }

    /** Sorts by key, and by value where a key may have several; otherwise the order of one key's values stays. */
    private void sort(String[] pairs) {
        for (int i = 2; i < pairs.length; i += 2) {
            String key = pairs[i];
            String value = pairs[i + 1];
            int at = i;
            while (at > 0 && isAfter(pairs[at - 2], pairs[at - 1], key, value)) {
                pairs[at] = pairs[at - 2];
                pairs[at + 1] = pairs[at - 1];
                at -= 2;
            }
            pairs[at] = key;
            pairs[at + 1] = value;
        }
    }

    private boolean isAfter(String key, String value, String otherKey, String otherValue) {
        int order = key.compareTo(otherKey);
        return order > 0 || (order == 0 && shape.hasSeveralValues && value.compareTo(otherValue) > 0);
    }

    /** Enough bytes for all of them. */
    private int length(String[] pairs) {
        int length = shape.begin.length() + shape.end.length() - 1; // one separator less than tags
        for (int i = 0; i < pairs.length; i += 2) {
            int value = most(pairs[i + 1]) + between(pairs[i + 1]).length();
            length += most(pairs[i]) + value + 1;
        }
        return length;
    }

    private static int most(String text) {
        return isAscii(text) ? text.length() : 3 * text.length();
    }

    private static boolean isAscii(String text) {
        int bits = 0;
        for (int i = 0; i < text.length(); i++) {
            bits |= text.charAt(i);
        }
        return bits < 0x80;
    }

    @SuppressWarnings("deprecation") // the only copy of ASCII into an existing array that allocates nothing
    private static int put(String text, byte[] target, int at) {
        if (isAscii(text)) {
            text.getBytes(0, text.length(), target, at);
            return at + text.length();
        }
        byte[] bytes = text.getBytes(UTF_8);
        System.arraycopy(bytes, 0, target, at, bytes.length);
        return at + bytes.length;
    }

    /** Where a dialect puts tags, and what it does not allow in them. */
    enum Shape {
        /** {@code name:1|c|#key:value,key2:value2}. */
        DOGSTATSD("|#", ":", ",", "", ":" + IN_FIELD, IN_FIELD, true),
        /** The same for servers that know no tag without a value, and keep one value of a key. */
        FIELD("|#", ":", ",", "", ":" + IN_FIELD, IN_FIELD, false),
        /** {@code name;key=value;key2=value2:1|c}. */
        GRAPHITE(";", "=", ";", ""),
        /** {@code name,key=value,key2=value2:1|c}. */
        INFLUXDB(",", "=", ",", ""),
        /** {@code name#key=value,key2=value2:1|c}. */
        LIBRATO("#", "=", ",", ""),
        /** {@code name[key=value,key2=value2]:1|c}. */
        SIGNALFX("[", "=", ",", "]"),
        /** {@code name.key.value.key2.value2:1|c}. */
        SEGMENTS(".", ".", ".", "", "." + IN_NAMES, "." + IN_NAMES, false);

        private final String begin;
        private final String between;
        private final String separator;
        private final String end;
        private final String notInKeys;
        private final String notInValues;
        private final boolean hasSeveralValues; // of one key
        private final boolean hasFlags; // keys without a value

        Shape(String begin, String between, String separator, String end) {
            this(begin, between, separator, end, IN_NAMES, IN_NAMES, false);
        }

        Shape(
                String begin,
                String between,
                String separator,
                String end,
                String notInKeys,
                String notInValues,
                boolean hasSeveralValues) {
            this.begin = begin;
            this.between = between;
            this.separator = separator;
            this.end = end;
            this.notInKeys = notInKeys;
            this.notInValues = notInValues;
            this.hasSeveralValues = hasSeveralValues;
            this.hasFlags = hasSeveralValues || begin.equals(between); // a segment is a segment
        }
    }
}
