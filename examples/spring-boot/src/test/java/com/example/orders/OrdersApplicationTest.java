package com.example.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.sprockets.statsd.spring.StatsdConnectionDetails;
import io.sprockets.statsd.testing.StatsdServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class OrdersApplicationTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @Autowired
    private StatsdServer server;

    @Value("${local.server.port}")
    private int port;

    @Test
    void anOrderIsCountedAndItsRequestIsTimed() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/orders"))
                .POST(BodyPublishers.ofString("a hat"))
                .build();
        HttpClient.newHttpClient().send(request, BodyHandlers.discarding());

        server.await("applications.orders.example.timers.OrderController.POST.201", PATIENCE);
        assertThat(server.counter("applications.orders.example.counters.orders.placed"))
                .isEqualTo(1);
        assertThat(server.gauge("applications.orders.example.gauges.orders.open"))
                .isEqualTo(1);
        assertThat(server.timer("applications.orders.example.timers.orders.store"))
                .isEqualTo(1);
        assertThat(server.badLines()).isEmpty();
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class Server {
        @Bean(destroyMethod = "close")
        StatsdServer server() {
            return StatsdServer.start();
        }

        @Bean
        StatsdConnectionDetails connectionDetails(StatsdServer server) {
            return new StatsdConnectionDetails() {
                @Override
                public String host() {
                    return server.host();
                }

                @Override
                public int port() {
                    return server.port();
                }
            };
        }
    }
}
