package io.sprockets.statsd.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sprockets.statsd.spi.UdpDatagrams;
import io.sprockets.statsd.spi.UnixDatagrams;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceConfigurationError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProvidersTest {
    private static final byte[] OF_A_LATER_JVM = {(byte) 0xCA, (byte) 0xFE, (byte) 0xBA, (byte) 0xBE, 0, 0, 0, 120};

    @TempDir
    private Path folder;

    @Test
    void haveUnixDatagrams_passesOverWhatCannotBeLoaded() throws Exception {
        withProviders(
                UnixDatagrams.class,
                () -> assertThat(Providers.haveUnixDatagrams()).isFalse());
    }

    @Test
    void udpDatagrams_passesOverWhatCannotBeLoadedAndTellsWhy() throws Exception {
        List<Throwable> reasons = new ArrayList<>();
        withProviders(
                UdpDatagrams.class,
                () -> assertThat(Providers.udpDatagrams(reasons::add)).isEmpty());
        assertThat(reasons)
                .hasExactlyElementsOfTypes(UnsupportedClassVersionError.class, ServiceConfigurationError.class);
    }

    /** One is for a JVM that is newer than any, and one does not exist. */
    private void withProviders(Class<?> service, Runnable test) throws Exception {
        Path services = Files.createDirectories(folder.resolve("META-INF/services"));
        Files.writeString(services.resolve(service.getName()), "Later\nMissing\n", UTF_8);
        Files.write(folder.resolve("Later.class"), OF_A_LATER_JVM);
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()}, before)) {
            thread.setContextClassLoader(loader);
            test.run();
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
