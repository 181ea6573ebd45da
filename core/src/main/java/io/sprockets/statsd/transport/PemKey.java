package io.sprockets.statsd.transport;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a private key: PKCS#8 of any kind, PKCS#1 (RSA), as cert-manager writes it, or SEC 1 (elliptic curves).
 * Thread-safe.
 */
final class PemKey {
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ((?:RSA |EC |)PRIVATE KEY)-----([^-]*)-----END \\1-----");
    private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA");
    private static final int CURVE = 0xA0; // in SEC 1, around the curve's name

    private static final byte[] VERSION = {2, 1, 0};
    private static final byte[] RSA = {6, 9, 0x2A, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xF7, 13, 1, 1, 1, 5, 0};
    private static final byte[] EC = {6, 7, 0x2A, (byte) 0x86, 0x48, (byte) 0xCE, 0x3D, 2, 1};

    private PemKey() {}

    static PrivateKey of(String pem) throws GeneralSecurityException {
        Matcher block = BLOCK.matcher(pem);
        if (!block.find()) {
            throw new InvalidKeySpecException(
                    "the file has no unencrypted key in PEM: BEGIN PRIVATE KEY, RSA PRIVATE KEY or EC PRIVATE KEY");
        }
        return key(inPkcs8(block.group(1), decoded(block.group(2))));
    }

    private static byte[] decoded(String base64) throws InvalidKeySpecException {
        try {
            return Base64.getMimeDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new InvalidKeySpecException("the key is not valid Base64", e);
        }
    }

    private static byte[] inPkcs8(String kind, byte[] key) throws InvalidKeySpecException {
        return switch (kind) {
            case "RSA PRIVATE KEY" -> wrapped(RSA, key);
            case "EC PRIVATE KEY" -> wrapped(Der.joined(EC, Der.find(key, CURVE)), key);
            default -> key;
        };
    }

    private static byte[] wrapped(byte[] algorithm, byte[] key) {
        return Der.sequence(VERSION, Der.sequence(algorithm), Der.octets(key));
    }

    private static PrivateKey key(byte[] pkcs8) throws GeneralSecurityException {
        for (String algorithm : ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
            } catch (InvalidKeySpecException e) {
                // it is of another kind
            }
        }
        throw new InvalidKeySpecException("the key is not one of " + ALGORITHMS);
    }
}
