package io.sprockets.statsd.spring;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.example.shop.ItemController;
import io.sprockets.statsd.testing.StatsdServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.CrossOrigin;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Each row of the guide's table of names is sent to each stack, and recorded as the guide says. */
class GuideNamesTest {
    private static final Path GUIDE = Path.of("docs", "guides", "add-to-spring-boot.md");
    private static final Pattern ROW = Pattern.compile("\\| `([A-Z]+) (/\\S*)`(.*)\\| (?:`(\\S+)`|nothing) \\|");

    private final StatsdServer received = StatsdServer.start();

    @AfterEach
    void close() {
        received.close();
    }

    @ParameterizedTest
    @EnumSource
    void requestsAreCalledWhatTheGuideSays(Stack stack) throws Exception {
        List<Row> rows = rows();
        assertThat(rows).hasSizeGreaterThan(14);
        Map<String, Integer> expected = new HashMap<>();
        try (RunningApplication application = start(stack)) {
            for (Row row : rows) {
                send(application.port(), row);
                if (row.name != null) {
                    expected.merge("app.timers." + row.name, 1, Integer::sum);
                }
            }
        }
        Map<String, Integer> actual = new HashMap<>();
        received.metrics().forEach(metric -> actual.merge(metric.name(), 1, Integer::sum));
        assertThat(actual).isEqualTo(expected);
    }

    private RunningApplication start(Stack stack) {
        Map<String, Object> properties = Map.of(
                "statsd.host",
                received.host(),
                "statsd.port",
                received.port(),
                "statsd.prefix",
                "app",
                "statsd.http.exclude",
                "/ping/**",
                "spring.reactor.netty.shutdown-quiet-period",
                "0s");
        Class<?> functions =
                stack.isReactive() ? RequestNamesTest.FluxFunctions.class : RequestNamesTest.MvcFunctions.class;
        return new RunningApplication(
                stack,
                properties,
                context -> {},
                OrderController.class,
                PingController.class,
                ItemController.class,
                Others.class,
                functions);
    }

    /**
     * Sends a request on a connection of its own: Reactor Netty up to 1.3.7 may stop reading from one where an answer
     * was given on another thread (reactor-netty#4361).
     */
    private void send(int port, Row row) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + row.path))
                .method(row.method, BodyPublishers.noBody())
                .timeout(Duration.ofMinutes(1)); // a machine may be busy with others
        if (row.preflight) {
            request.header("Origin", "https://example.org").header("Access-Control-Request-Method", "GET");
        }
        try {
            HttpClient.newHttpClient().send(request.build(), BodyHandlers.discarding());
        } catch (IOException failed) {
            throw new AssertionError(row.toString(), failed);
        }
    }

    private static List<Row> rows() throws IOException {
        List<Row> rows = new ArrayList<>();
        for (String line : Files.readAllLines(guide())) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                rows.add(new Row(row.group(1), row.group(2), row.group(3).contains("`Origin`"), row.group(4)));
            }
        }
        return rows;
    }

    /** The guide of this checkout; other modules run this test as well. */
    private static Path guide() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve(GUIDE))) {
            folder = requireNonNull(folder.getParent());
        }
        return folder.resolve(GUIDE);
    }

    /** @param name null if it is not recorded */
    private record Row(
            String method,
            String path,
            boolean preflight,
            @org.jspecify.annotations.Nullable String name) {}

    @RestController
    static class OrderController {
        @GetMapping("/orders/{id}")
        @CrossOrigin("https://example.org")
        String order(@PathVariable("id") String id) {
            if (id.equals("broken")) {
                throw new IllegalStateException("on purpose");
            }
            if (id.equals("none")) {
                throw new ResponseStatusException(HttpStatus.NOT_FOUND);
            }
            return id;
        }
    }

    @RestController
    static class PingController {
        @GetMapping("/ping/{who}")
        String ping(@PathVariable("who") String who) {
            return who;
        }
    }

    @RestController
    interface Prices {
        @GetMapping("/prices/{id}")
        String price(@PathVariable("id") String id);
    }

    static class PriceController implements Prices {
        @Override
        public String price(String id) {
            return id;
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Others {
        @Bean
        com.example.stock.ItemController stockItems() {
            return new com.example.stock.ItemController();
        }

        @Bean
        Prices prices() {
            return (Prices) new ProxyFactory(new PriceController()).getProxy();
        }
    }
}
