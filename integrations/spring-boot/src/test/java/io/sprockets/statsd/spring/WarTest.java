package io.sprockets.statsd.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.sprockets.statsd.servlet.StatsdInitializer;
import io.sprockets.statsd.testing.StatsdServer;
import java.io.File;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.support.SpringBootServletInitializer;
import org.springframework.web.SpringServletContainerInitializer;
import org.springframework.web.WebApplicationInitializer;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** A war in a Tomcat that runs the container's initializers, ours and Spring's, in either order. */
class WarTest {
    private final StatsdServer received = StatsdServer.start();
    private final Tomcat tomcat = new Tomcat();

    @TempDir
    private File base;

    @AfterEach
    void close() throws Exception {
        tomcat.stop();
        tomcat.destroy();
        received.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aRequestIsRecordedOnceAndByTheApplicationsConnector(boolean containerFirst) throws Exception {
        int port = start(containerFirst, WarInitializer.class);
        for (int i = 0; i < 10; i++) {
            assertThat(get(port)).isEqualTo(200);
        }
        tomcat.stop();

        assertThat(received.timers()).containsOnlyKeys("application.timers.WarController.GET.200");
        assertThat(received.linesReceived()).isEqualTo(10);
    }

    @Test
    void theContainerAddsNothingIfTheApplicationWantsNoRequests() throws Exception {
        int port = start(true, SilentInitializer.class);
        assertThat(get(port)).isEqualTo(200);
        tomcat.stop();

        assertThat(received.linesReceived()).isZero();
    }

    private int start(boolean containerFirst, Class<? extends WebApplicationInitializer> type) throws Exception {
        tomcat.setBaseDir(base.getPath());
        tomcat.setPort(0);
        Context context = tomcat.addContext("", base.getPath());
        context.addParameter("STATSD_HOST", received.host());
        context.addParameter("STATSD_PORT", Integer.toString(received.port()));
        context.addParameter("STATSD_PREFIX", "container");
        context.addParameter("statsd.host", received.host());
        context.addParameter("statsd.port", Integer.toString(received.port()));
        context.addParameter("statsd.prefix", "application");
        if (containerFirst) {
            context.addServletContainerInitializer(new StatsdInitializer(), Set.of());
        }
        context.addServletContainerInitializer(new SpringServletContainerInitializer(), Set.of(type));
        if (!containerFirst) {
            context.addServletContainerInitializer(new StatsdInitializer(), Set.of());
        }
        tomcat.getConnector();
        tomcat.start();
        assertThat(context.getState().isAvailable()).isTrue();
        return tomcat.getConnector().getLocalPort();
    }

    private static int get(int port) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/war"))
                .timeout(Duration.ofMinutes(1))
                .build();
        return HttpClient.newHttpClient()
                .send(request, BodyHandlers.discarding())
                .statusCode();
    }

    static final class WarInitializer extends SpringBootServletInitializer {
        @Override
        protected SpringApplicationBuilder configure(SpringApplicationBuilder application) {
            return application.sources(RunningApplication.Everything.class, WarController.class);
        }
    }

    static final class SilentInitializer extends SpringBootServletInitializer {
        @Override
        protected SpringApplicationBuilder configure(SpringApplicationBuilder application) {
            return application
                    .sources(RunningApplication.Everything.class, WarController.class)
                    .properties(Map.of("statsd.http.enabled", "no"));
        }
    }

    @RestController
    static class WarController {
        @GetMapping("/war")
        String war() {
            return "war";
        }
    }
}
