package io.sprockets.statsd.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** An authority, and certificates that it has signed, in PEM files that openssl makes. The test's thread uses it. */
final class Pem {
    private final Path folder;

    /** With an authority that is new. */
    Pem(Path folder) throws Exception {
        this.folder = Files.createDirectories(folder);
        request("ca", "-x509", "-days", "30", "-out", "ca.pem");
    }

    static boolean isInstalled() {
        return List.of("/usr/bin/openssl", "/usr/local/bin/openssl").stream()
                .anyMatch(path -> Files.isExecutable(Path.of(path)));
    }

    /** Where a certificate and its key are by their name, apart as .pem and .key. */
    Path folder() {
        return folder;
    }

    Path authority() {
        return folder.resolve("ca.pem");
    }

    /** A certificate and its key in one file. One that is valid for less than no day has expired. */
    Path server(String name, String subjects, int days) throws Exception {
        request(name, "-out", name + ".csr");
        Path extensions = Files.writeString(folder.resolve(name + ".ext"), "subjectAltName=" + subjects);
        openssl(
                "x509",
                "-req",
                "-in",
                name + ".csr",
                "-CA",
                "ca.pem",
                "-CAkey",
                "ca.key",
                "-CAcreateserial",
                "-days",
                Integer.toString(days),
                "-extfile",
                extensions.toString(),
                "-out",
                name + ".pem");
        return Files.writeString(
                folder.resolve(name + ".both"),
                Files.readString(folder.resolve(name + ".pem")) + Files.readString(folder.resolve(name + ".key")));
    }

    private void request(String name, String... more) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of("req", "-newkey", "rsa:2048", "-nodes", "-keyout", name + ".key"));
        command.addAll(List.of("-subj", "/CN=" + name + "/OU=" + folder.getFileName()));
        command.addAll(List.of(more));
        openssl(command.toArray(String[]::new));
    }

    private void openssl(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("openssl"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(output);
        }
    }
}
