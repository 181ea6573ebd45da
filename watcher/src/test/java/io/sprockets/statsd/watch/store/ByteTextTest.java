package io.sprockets.statsd.watch.store;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ByteTextTest {
    @Test
    void utf8IsItself() {
        for (String text : new String[] {"", "a:1|c", "gr\u00f6\u00dfe", "\u4e2d", "\ud83d\ude00", "\u0000\ufffd"}) {
            byte[] bytes = text.getBytes(UTF_8);
            assertThat(ByteText.of(bytes, 0, bytes.length)).isEqualTo(text);
        }
    }

    @Test
    void otherBytesAreHalfSurrogates() {
        assertThat(of("a\u00ffb")).isEqualTo("a\udcffb");
        assertThat(of("\u00c3")).isEqualTo("\udcc3"); // a character that is cut off
        assertThat(of("\u00c3(")).isEqualTo("\udcc3(");
        assertThat(of("\u00e2\u0080A")).isEqualTo("\udce2\udc80A");
        assertThat(of("\u00c0\u0080")).isEqualTo("\udcc0\udc80"); // zero in two bytes
        assertThat(of("\u00ed\u00a0\u0080")).isEqualTo("\udced\udca0\udc80"); // a surrogate in three
        assertThat(of("\u00f4\u0090\u0080\u0080")).hasSize(4); // beyond Unicode
        assertThat(of("\u00ef\u00bf\u00bd\u00ff")).isEqualTo("\ufffd\udcff");
    }

    @Test
    void theBytesCanBeToldFromEveryText() {
        Random random = new Random(5);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = new byte[random.nextInt(12)];
            random.nextBytes(bytes);
            assertThat(bytes(ByteText.of(bytes, 0, bytes.length))).isEqualTo(bytes);
        }
    }

    private static String of(String characterForEachByte) {
        byte[] bytes = ("<" + characterForEachByte + ">").getBytes(ISO_8859_1);
        return ByteText.of(bytes, 1, bytes.length - 1);
    }

    private static byte[] bytes(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        text.codePoints().forEach(point -> {
            if (ByteText.isByte(point)) {
                bytes.write(point & 0xFF);
            } else {
                bytes.writeBytes(Character.toString(point).getBytes(UTF_8));
            }
        });
        return bytes.toByteArray();
    }
}
