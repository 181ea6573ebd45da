package io.sprockets.statsd.interop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A certificate for the loopback that is its own authority, made by openssl. */
final class SelfSigned {
    private static final String AUTHORITY = "ca.pem";

    private SelfSigned() {}

    /** The file of the authority that {@link #in} has made. */
    static Path authority(Path folder) {
        return folder.resolve(AUTHORITY);
    }

    /** Makes one in a folder. Returns the file with certificate and key. */
    static Path in(Path folder) {
        List<String> command = List.of(
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-days",
                "2",
                "-subj",
                "/CN=here",
                "-addext",
                "subjectAltName=IP:127.0.0.1",
                "-keyout",
                "key.pem",
                "-out",
                AUTHORITY);
        try {
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("openssl.log").toFile())
                    .start();
            if (process.waitFor() != 0) {
                throw new IOException(Files.readString(folder.resolve("openssl.log")));
            }
            return Files.writeString(
                    folder.resolve("both.pem"),
                    Files.readString(authority(folder)) + Files.readString(folder.resolve("key.pem")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
