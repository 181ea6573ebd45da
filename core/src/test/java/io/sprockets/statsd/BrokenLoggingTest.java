package io.sprockets.statsd;

import static org.assertj.core.api.Assertions.assertThat;

import io.sprockets.statsd.testing.StatsdServer;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.LoggerFactory;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.helpers.NOPMDCAdapter;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/** A logging backend that cannot make a logger. */
class BrokenLoggingTest {
    /** The backend, which is the first that SLF4J finds. */
    public static final class Broken implements SLF4JServiceProvider {
        @Override
        public ILoggerFactory getLoggerFactory() {
            return name -> {
                throw new IllegalStateException("no logger for " + name);
            };
        }

        @Override
        public IMarkerFactory getMarkerFactory() {
            return new BasicMarkerFactory();
        }

        @Override
        public MDCAdapter getMDCAdapter() {
            return new NOPMDCAdapter();
        }

        @Override
        public String getRequestedApiVersion() {
            return "2.0.99";
        }

        @Override
        public void initialize() {}
    }

    /** A service that knows nothing of it. */
    static final class Service {
        private Service() {}

        public static void main(String[] arguments) {
            try {
                LoggerFactory.getLogger("any");
                throw new AssertionError("it is the backend that is broken");
            } catch (IllegalStateException e) {
                // as it should be
            }
            StatsdConnector.builder().enabled(false).build().start().join();
            StatsdConnector statsd = StatsdConnector.fromEnvironment(
                            Map.of("STATSD_HOST", "127.0.0.1", "STATSD_PORT", "tcp://10.0.0.7:8125"))
                    .port(Integer.parseInt(arguments[0]))
                    .build();
            statsd.incr("hits");
            statsd.incr("");
            statsd.start().join();
            statsd.close();
        }
    }

    @Test
    void isAsGoodAsNone(@TempDir Path folder) throws Exception {
        Path services = Files.createDirectories(folder.resolve("META-INF").resolve("services"));
        Files.writeString(services.resolve(SLF4JServiceProvider.class.getName()), Broken.class.getName());
        try (StatsdServer server = StatsdServer.start()) {
            int status = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            String.join(
                                    File.pathSeparator,
                                    folder.toString(),
                                    System.getProperty("java.class.path"),
                                    System.getProperty("jdk.module.path", "")),
                            Service.class.getName(),
                            Integer.toString(server.port()))
                    .inheritIO()
                    .start()
                    .waitFor();
            assertThat(status).isZero();
            assertThat(server.lines()).containsExactly("counters.hits:1|c");
        }
    }
}
