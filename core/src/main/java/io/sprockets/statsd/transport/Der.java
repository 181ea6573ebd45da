package io.sprockets.statsd.transport;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.security.spec.InvalidKeySpecException;

/** As much of ASN.1's distinguished encoding as it takes to put a key into PKCS#8. Thread-safe. */
final class Der {
    private static final int SEQUENCE = 0x30;
    private static final int OCTETS = 4;
    private static final int LONG = 0x80; // in the first byte of a length: how many bytes of it follow

    private Der() {}

    static byte[] sequence(byte[]... elements) {
        return element(SEQUENCE, joined(elements));
    }

    static byte[] octets(byte[] content) {
        return element(OCTETS, content);
    }

    static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    /** What is in the element of a sequence that has this tag. */
    static byte[] find(byte[] sequence, int tag) throws InvalidKeySpecException {
        try {
            ByteBuffer in = ByteBuffer.wrap(sequence);
            in.get();
            length(in);
            while (true) {
                int found = in.get() & 0xFF;
                byte[] content = new byte[Math.min(length(in), in.remaining())];
                in.get(content);
                if (found == tag) {
                    return content;
                }
            }
        } catch (BufferUnderflowException e) {
            throw new InvalidKeySpecException("the key does not name its curve", e);
        }
    }

    private static int length(ByteBuffer in) {
        int first = in.get() & 0xFF;
        int length = first < LONG ? first : 0;
        for (int more = first & ~LONG; first >= LONG && more > 0; more--) {
            length = (length << 8) | (in.get() & 0xFF);
        }
        return length & Integer.MAX_VALUE;
    }

    private static byte[] element(int tag, byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int length = content.length;
        out.write(tag);
        if (length < LONG) {
            out.write(length);
        } else if (length <= 0xFF) {
            out.write(LONG | 1);
            out.write(length);
        } else {
            out.write(LONG | 2);
            out.write(length >> 8);
            out.write(length);
        }
        out.writeBytes(content);
        return out.toByteArray();
    }
}
