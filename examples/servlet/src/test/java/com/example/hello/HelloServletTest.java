package com.example.hello;

import static org.assertj.core.api.Assertions.assertThat;

import io.sprockets.statsd.testing.StatsdServer;
import io.sprockets.statsd.testing.junit.StatsdTest;
import java.io.File;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.apache.catalina.Context;
import org.apache.catalina.WebResourceRoot;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.webresources.DirResourceSet;
import org.apache.catalina.webresources.StandardRoot;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The application in a Tomcat that finds everything by itself. */
@StatsdTest
class HelloServletTest {
    private final Tomcat tomcat = new Tomcat();

    @TempDir
    private File base;

    @AfterEach
    void stop() throws Exception {
        tomcat.stop();
        tomcat.destroy();
    }

    @Test
    void aRequestIsRecordedThoughTheApplicationDeclaresNothing(StatsdServer server) throws Exception {
        get(start(server), "/hello");
        tomcat.stop();

        server.await("applications.hello.timers.Hello.GET.200", Duration.ofMinutes(1));
        assertThat(server.counter("applications.hello.counters.greetings")).isEqualTo(1);
        assertThat(server.linesReceived()).isEqualTo(2);
        assertThat(server.badLines()).isEmpty();
    }

    private int start(StatsdServer server) {
        tomcat.setBaseDir(base.getPath());
        tomcat.setPort(0);
        Context context = tomcat.addWebapp("", base.getPath());
        WebResourceRoot resources = new StandardRoot(context);
        resources.addPreResources(
                new DirResourceSet(resources, "/WEB-INF/classes", new File("target/classes").getAbsolutePath(), "/"));
        context.setResources(resources);
        context.addParameter("STATSD_HOST", server.host());
        context.addParameter("STATSD_PORT", Integer.toString(server.port()));
        context.addParameter("STATSD_PREFIX", "applications.hello");
        tomcat.getConnector();
        try {
            tomcat.start();
        } catch (org.apache.catalina.LifecycleException failed) {
            throw new IllegalStateException(failed);
        }
        return tomcat.getConnector().getLocalPort();
    }

    private static void get(int port, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .build();
        HttpClient.newHttpClient().send(request, BodyHandlers.discarding());
    }
}
