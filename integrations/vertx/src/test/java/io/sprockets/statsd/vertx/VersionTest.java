package io.sprockets.statsd.vertx;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

class VersionTest {
    @Test
    void theTestsRunOnTheVertxThatTheyAreMeantFor() throws IOException {
        try (InputStream version = Vertx.class.getResourceAsStream("/META-INF/vertx/vertx-version.txt")) {
            assertThat(version).isNotNull();
            assertThat(new String(version.readAllBytes(), UTF_8).strip())
                    .isEqualTo(System.getProperty("vertx.version.expected"));
        }
    }
}
