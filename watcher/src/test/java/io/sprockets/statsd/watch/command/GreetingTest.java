package io.sprockets.statsd.watch.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GreetingTest {
    private static final Optional<URI> PAGE = Optional.of(URI.create("http://127.0.0.1:8126/"));
    private static final String NO_LOGIN = "there is no login";

    @Test
    void bothPortsAreTold_oneALine() throws Exception {
        assertThat(greeting("127.0.0.1", null, PAGE))
                .containsExactly("StatsD  127.0.0.1:8125, TCP and UDP", "page    http://127.0.0.1:8126/");
        assertThat(greeting("localhost", Path.of("/run/s"), Optional.empty()))
                .containsExactly("StatsD  localhost:8125, TCP and UDP, and /run/s");
    }

    @Test
    void whoListensElsewhereIsToldThatThereIsNoLogin() throws Exception {
        for (String host : List.of("0.0.0.0", "::", "192.0.2.7", "10.0.0.1")) {
            assertThat(greeting(host, null, PAGE)).last().asString().contains(host, NO_LOGIN);
            assertThat(greeting(host, null, Optional.empty())).noneMatch(line -> line.contains(NO_LOGIN));
        }
        for (String host : List.of("127.0.0.1", "127.0.0.2", "::1")) {
            assertThat(greeting(host, null, PAGE)).noneMatch(line -> line.contains(NO_LOGIN));
        }
    }

    private static List<String> greeting(String host, @Nullable Path unix, Optional<URI> page) throws Exception {
        return Greeting.lines(host, InetAddress.getAllByName(host)[0], 8125, unix, page);
    }
}
