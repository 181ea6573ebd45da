package io.sprockets.statsd.series;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.SplittableRandom;

/**
 * Unpredictable hashes of names, so that no choice of names makes tables slow: its factor is drawn for each
 * connector. Immutable; any thread may use it.
 */
final class Hashing {
    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int HALF = Integer.SIZE;

    private final long seed;
    private final long factor; // odd

    Hashing(SplittableRandom random) {
        this.seed = random.nextLong();
        this.factor = random.nextLong() | 1;
    }

    int hash(byte[] bytes, int from, int to) {
        long hash = seed ^ to - from;
        int at = from;
        for (; at <= to - Long.BYTES; at += Long.BYTES) {
            hash = mix(hash ^ (long) WORDS.get(bytes, at));
        }
        long rest = 0;
        for (; at < to; at++) {
            rest = rest << Byte.SIZE | (bytes[at] & 0xFF);
        }
        return (int) (mix(hash ^ rest) >>> HALF); // the half that all bits come to
    }

    int hash(String text) {
        long hash = seed;
        int even = text.length() & ~1;
        for (int i = 0; i < even; i += 2) {
            hash = mix(hash ^ (text.charAt(i) | (long) text.charAt(i + 1) << Character.SIZE));
        }
        hash = even < text.length() ? mix(hash ^ text.charAt(even)) : hash;
        return (int) (hash >>> HALF);
    }

    private long mix(long hash) {
        long product = hash * factor;
        return product ^ product >>> HALF;
    }
}
