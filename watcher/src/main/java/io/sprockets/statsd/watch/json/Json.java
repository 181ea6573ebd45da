package io.sprockets.statsd.watch.json;

import static java.util.Objects.requireNonNull;

import io.sprockets.statsd.watch.store.Curve;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes JSON. What could end a line, a script or a string anywhere is written as an escape. One thread may use it.
 */
public final class Json {
    private static final String HEX = "0123456789abcdef";
    private static final double EXACT = 1e15; // up to here a double that is whole is written as one

    private static final int CHUNK = 8_192; // characters that wait to be written, each of them a byte

    private final StringBuilder text = new StringBuilder();
    private final @Nullable OutputStream out; // null if all of it is wanted at once
    private boolean first = true;

    private Json(@Nullable OutputStream out) {
        this.out = out;
    }

    /** An object, with what is written into it. */
    public static String object(Consumer<Json> members) {
        Json json = new Json(null);
        json.nested('{', members, '}');
        return json.text.toString();
    }

    /** Writes an object as it is made: whatever its size, little of it is kept in memory. */
    public static void write(OutputStream out, Consumer<Json> members) throws IOException {
        Json json = new Json(out);
        try {
            json.nested('{', members, '}');
            json.drain();
        } catch (UncheckedIOException failed) {
            throw failed.getCause();
        }
    }

    private void drainWhenFull() {
        if (out != null && text.length() >= CHUNK) {
            drain();
        }
    }

    private void drain() {
        byte[] bytes = new byte[text.length()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) text.charAt(i);
        }
        text.setLength(0);
        try {
            requireNonNull(out).write(bytes);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void nested(char begin, Consumer<Json> inside, char end) {
        text.append(begin);
        first = true;
        inside.accept(this);
        first = false;
        text.append(end);
    }

    /** A text. */
    public Json put(String name, String value) {
        return name(name).string(value);
    }

    /** A whole number. */
    public Json put(String name, long value) {
        name(name);
        text.append(value);
        return this;
    }

    /** What is no finite number is written as null. */
    public Json put(String name, double value) {
        name(name);
        number(value);
        return this;
    }

    /** A list of numbers; what is none is null. */
    public Json put(String name, Curve numbers) {
        return name(name).array(numbers);
    }

    /** An object. */
    public Json put(String name, Consumer<Json> members) {
        name(name).nested('{', members, '}');
        return this;
    }

    /** A list of objects. */
    public <T> Json put(String name, Iterable<T> elements, Each<T> members) {
        name(name)
                .nested(
                        '[',
                        list -> elements.forEach(
                                element -> list.separated().nested('{', object -> members.write(object, element), '}')),
                        ']');
        return this;
    }

    /** A list of lists of numbers. */
    public Json putAll(String name, Collection<Curve> arrays) {
        name(name).nested('[', list -> arrays.forEach(array -> list.separated().array(array)), ']');
        return this;
    }

    /** Writes what is in the object of an element. */
    public interface Each<T> {
        /** The object is begun and ended elsewhere. */
        void write(Json object, T element);
    }

    private Json name(String name) {
        separated().string(name);
        text.append(':');
        return this;
    }

    private Json separated() {
        drainWhenFull();
        if (!first) {
            text.append(',');
        }
        first = false;
        return this;
    }

    private Json array(Curve numbers) {
        text.append('[');
        for (int i = 0; i < numbers.size(); i++) {
            if (i > 0) {
                text.append(',');
            }
            number(numbers.at(i));
        }
        text.append(']');
        return this;
    }

    /** With the fewest digits that distinguish it from other floats. */
    private void number(float value) {
        if (Float.isFinite(value) && value != Math.rint(value)) {
            text.append(value);
        } else {
            number((double) value);
        }
    }

    private void number(double value) {
        if (!Double.isFinite(value)) {
            text.append("null");
        } else if (value == Math.rint(value) && Math.abs(value) < EXACT) {
            text.append((long) value);
        } else {
            text.append(value);
        }
    }

    private Json string(String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            drainWhenFull();
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (isPlain(c)) {
                text.append(c);
            } else {
                text.append("\\u");
                for (int shift = 12; shift >= 0; shift -= 4) {
                    text.append(HEX.charAt((c >> shift) & 0xF));
                }
            }
        }
        text.append('"');
        return this;
    }

    /** Half a surrogate pair is not plain either: it would be no UTF-8. */
    private static boolean isPlain(char c) {
        return c >= ' ' && c != '<' && c != '>' && c != '&' && c != 0x7F && c < 0x80;
    }
}
