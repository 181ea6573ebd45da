package io.sprockets.statsd.testing.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.sprockets.statsd.testing.BadLine;
import io.sprockets.statsd.testing.StatsdServer;
import io.sprockets.statsd.testing.TestClient;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@StatsdTest(strict = true)
class StrictStatsdTestTest {

    @Nested
    class Inner {
        @Test
        void theServerIsStrict(StatsdServer server) throws IOException {
            try (TestClient client = TestClient.tcp(server)) {
                client.send("k:-1|ms\n");
                server.awaitLines(1, Duration.ofMinutes(1));
            }
            assertThat(server.badLines()).extracting(BadLine::line).containsExactly("k:-1|ms");
        }
    }
}
