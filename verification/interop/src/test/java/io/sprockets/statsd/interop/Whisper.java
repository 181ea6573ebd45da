package io.sprockets.statsd.interop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.NavigableMap;
import java.util.TreeMap;

/** A file of carbon's: the values of its finest archive by their second. */
final class Whisper {
    private static final int HEAD = 16; // bytes before the list of archives
    private static final int ARCHIVE = 12; // bytes in that list for one
    private static final int POINT = 12; // bytes

    private Whisper() {}

    /** None if carbon has not made it whole yet. */
    static NavigableMap<Long, Double> values(Path file) {
        NavigableMap<Long, Double> values = new TreeMap<>();
        try {
            ByteBuffer in = ByteBuffer.wrap(Files.readAllBytes(file));
            if (in.limit() < HEAD + ARCHIVE) {
                return values;
            }
            int offset = in.getInt(HEAD);
            int points = in.getInt(HEAD + 2 * Integer.BYTES);
            for (int i = 0; i < points && offset + (i + 1) * POINT <= in.limit(); i++) {
                long second = Integer.toUnsignedLong(in.getInt(offset + i * POINT));
                if (second != 0) {
                    values.put(second, in.getDouble(offset + i * POINT + Integer.BYTES));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return values;
    }
}
