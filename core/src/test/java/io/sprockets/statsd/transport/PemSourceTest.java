package io.sprockets.statsd.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PemSourceTest {
    @TempDir
    Path folder;

    @Test
    void current_isTheSameContextUntilAFileChanges() throws Exception {
        Path changing = folder.resolve("changing.pem");
        Files.copy(new Certificates(folder.resolve("a")).trusted(), changing);
        PemSource source = new PemSource(changing, null, null);
        SSLContext first = source.current();
        assertThat(source.current()).isSameAs(first);
        Files.copy(new Certificates(folder.resolve("b")).trusted(), changing, StandardCopyOption.REPLACE_EXISTING);
        assertThat(source.current()).isNotSameAs(first);
    }

    @Test
    void current_refusesFilesThatAreHalfWrittenAndReadsThemAgain() throws Exception {
        Certificates ours = new Certificates(folder.resolve("ours"));
        ours.server("client", "dns:client.example");
        byte[][] whole = {
            Files.readAllBytes(ours.trusted()),
            Files.readAllBytes(ours.chain("client")),
            Files.readAllBytes(ours.key("client"))
        };
        Path[] files = {folder.resolve("ca.pem"), folder.resolve("client.pem"), folder.resolve("client.key")};
        for (int i = 0; i < files.length; i++) {
            Files.write(files[i], whole[i]);
        }
        PemSource source = new PemSource(files[0], files[1], files[2]);
        SSLContext good = source.current();
        for (int i = 0; i < files.length; i++) {
            for (int length = 0; length < whole[i].length / 3; length += 11) {
                Files.write(files[i], Arrays.copyOf(whole[i], length));
                assertThatThrownBy(source::current)
                        .as("%d bytes of %s", length, files[i])
                        .isInstanceOfAny(IOException.class, GeneralSecurityException.class);
            }
            Files.write(files[i], whole[i]);
            assertThat(source.current()).isSameAs(good);
        }
    }

    @ParameterizedTest
    @CsvSource({"RSA, 2048", "RSA, 3072", "EC, 256", "EC, 521", "Ed25519, 255"})
    void of_readsKeysInPkcs8(String algorithm, int bits) throws Exception {
        PrivateKey key = generated(algorithm, bits);
        assertThat(PemKey.of(Certificates.pem("PRIVATE KEY", key.getEncoded()))).isEqualTo(key);
    }

    @ParameterizedTest
    @ValueSource(ints = {1024, 2048, 4096})
    void of_readsKeysInPkcs1(int bits) throws Exception {
        PrivateKey key = generated("RSA", bits);
        byte[] pkcs1 = Der.find(key.getEncoded(), 4);
        assertThat(PemKey.of(Certificates.pem("RSA PRIVATE KEY", pkcs1))).isEqualTo(key);
    }

    /** As openssl writes them, with the name of the curve in the key. */
    @ParameterizedTest
    @CsvSource({"256, 2A8648CE3D030107", "384, 2B81040022", "521, 2B81040023"})
    void of_readsKeysInSec1(int bits, String curve) throws Exception {
        PrivateKey key = generated("EC", bits);
        byte[] name = HexFormat.of().parseHex(curve);
        byte[] inner = Der.find(key.getEncoded(), 4);
        byte[] sec1 = Der.sequence(
                new byte[] {2, 1, 1},
                Der.octets(Der.find(inner, 4)),
                Der.joined(new byte[] {(byte) 0xA0, (byte) (name.length + 2), 6, (byte) name.length}, name));
        String parameters = Certificates.pem("EC PARAMETERS", name);
        assertThat(((ECPrivateKey) PemKey.of(parameters + Certificates.pem("EC PRIVATE KEY", sec1))).getS())
                .isEqualTo(((ECPrivateKey) key).getS());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----",
                "-----BEGIN PRIVATE KEY-----\nA\n-----END PRIVATE KEY-----",
                "-----BEGIN PRIVATE KEY-----\nMAA=\n-----END PRIVATE KEY-----",
                "-----BEGIN EC PRIVATE KEY-----\nMAA=\n-----END EC PRIVATE KEY-----",
                "-----BEGIN EC PRIVATE KEY-----\nMIT/////BP//\n-----END EC PRIVATE KEY-----"
            })
    void of_refusesWhatIsNoKey(String pem) {
        assertThatThrownBy(() -> PemKey.of(pem)).isInstanceOf(InvalidKeySpecException.class);
    }

    @Test
    void current_takesAKeyWithItsChain() throws Exception {
        Certificates certificates = new Certificates(folder);
        certificates.server("client", "dns:client");
        PemSource source =
                new PemSource(certificates.trusted(), certificates.chain("client"), certificates.key("client"));
        assertThat(source.current()).isNotNull();
    }

    private static PrivateKey generated(String algorithm, int bits) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
        generator.initialize(bits);
        return generator.generateKeyPair().getPrivate();
    }
}
