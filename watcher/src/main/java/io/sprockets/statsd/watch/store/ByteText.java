package io.sprockets.statsd.watch.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;

/**
 * Text of bytes that need not be UTF-8. A byte that is not part of a character becomes half a surrogate pair, U+DC80 to
 * U+DCFF, as Python's {@code surrogateescape} has it, so the bytes can be recovered from the text. Free of state.
 */
public final class ByteText {
    private static final char REPLACEMENT = '\ufffd';
    private static final int FIRST = 0xDC80; // stands for the byte 0x80
    private static final int LAST = 0xDCFF;
    private static final int OF_BYTE = 0xDC00;

    private ByteText() {}

    /** The text of some bytes. */
    public static String of(byte[] bytes, int from, int to) {
        String text = new String(bytes, from, to - from, UTF_8);
        return text.indexOf(REPLACEMENT) < 0 ? text : escaped(bytes, from, to);
    }

    private static String escaped(byte[] bytes, int from, int to) {
        CharsetDecoder decoder = UTF_8.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes, from, to - from);
        CharBuffer out = CharBuffer.allocate(to - from);
        CoderResult result = decoder.decode(in, out, true);
        while (result.isError()) {
            for (int i = 0; i < result.length(); i++) {
                out.put((char) (OF_BYTE | (in.get() & 0xFF)));
            }
            result = decoder.decode(in, out, true);
        }
        return out.flip().toString();
    }

    /** Whether a code point of a text stands for a byte. */
    public static boolean isByte(int codePoint) {
        return codePoint >= FIRST && codePoint <= LAST;
    }
}
