package io.sprockets.statsd.series;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Keys are the bytes of a series, wherever they stand, and their hashes are those of no other connector. */
class KeyTest {
    private final Hashing hashing = new Hashing(new SplittableRandom(7));

    @Test
    void keys_areEqualIfTheirBytesAre() {
        Key first = key("requests:0|c", 0);
        Key second = key("--requests:0|c", 2);

        assertThat(first).isEqualTo(second).hasSameHashCodeAs(second).isNotEqualTo("requests:0|c");
        assertThat(first).isNotEqualTo(key("requests:0|g", 0)).isNotEqualTo(key("requests:0|cc", 0));
    }

    @Test
    void copy_staysWhenTheOriginalReadsSomethingElse() {
        Key key = key("a:0|c", 0);
        Key copy = key.copy();
        byte[] other = "b:0|c".getBytes(UTF_8);
        key.read(other, 0, other.length);

        assertThat(copy).isEqualTo(key("a:0|c", 0)).isNotEqualTo(key);
        assertThat(copy.bytes()).isEqualTo("a:0|c".getBytes(UTF_8));
    }

    @Test
    void hashes_dependOnEveryByteAndOnTheLength() {
        for (int length = 1; length <= 20; length++) {
            Set<Integer> hashes = new HashSet<>();
            byte[] bytes = new byte[length];
            hashes.add(hashing.hash(bytes, 0, length));
            for (int at = 0; at < length; at++) {
                for (byte changed : new byte[] {1, (byte) 0x80}) {
                    bytes[at] = changed;
                    hashes.add(hashing.hash(bytes, 0, length));
                }
                bytes[at] = 0;
            }
            assertThat(hashes).hasSize(2 * length + 1);
        }
        assertThat(hashing.hash(new byte[8], 0, 8)).isNotEqualTo(hashing.hash(new byte[16], 0, 16));
    }

    @Test
    void hashes_ofTextsDependOnEveryCharacter() {
        for (int length = 1; length <= 9; length++) {
            Set<Integer> hashes = new HashSet<>();
            hashes.add(hashing.hash("a".repeat(length)));
            for (int at = 0; at < length; at++) {
                hashes.add(hashing.hash("a".repeat(at) + "b" + "a".repeat(length - at - 1)));
                hashes.add(hashing.hash("a".repeat(at) + "\u8061" + "a".repeat(length - at - 1)));
            }
            assertThat(hashes).hasSize(2 * length + 1);
        }
    }

    @Test
    void hashes_areOthersInAnotherConnector() {
        Hashing other = new Hashing(new SplittableRandom(8));

        assertThat(hashing.hash("requests")).isNotEqualTo(other.hash("requests"));
        assertThat(hashing.hash("requests")).isEqualTo(new Hashing(new SplittableRandom(7)).hash("requests"));
    }

    private Key key(String line, int from) {
        byte[] bytes = line.getBytes(UTF_8);
        return new Key(hashing).read(bytes, from, bytes.length);
    }
}
