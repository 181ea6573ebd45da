package io.sprockets.statsd.servlet;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sprockets.statsd.StatsdConnector;
import io.sprockets.statsd.testing.StatsdServer;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.EnumSet;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an application has to do, and can do, for its requests to be recorded. */
abstract class RegistrationContract {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final StatsdServer received = StatsdServer.start();
    private final AtomicReference<ServletContext> application = new AtomicReference<>();
    private Container container;

    abstract Container container() throws Exception;

    @BeforeEach
    void create() throws Exception {
        container = container();
        container.initParameter("STATSD_HOST", received.host());
        container.initParameter("STATSD_PORT", Integer.toString(received.port()));
        container.initParameter("STATSD_PREFIX", "applications.my-service");
    }

    @AfterEach
    void stop() throws Exception {
        container.stop();
        received.close();
    }

    @Test
    void anApplicationThatDoesNothingIsRecorded() throws Exception {
        get(container.start(new StatsdInitializer(), this::application));
        container.stop();

        received.awaitLines(2, PATIENCE);
        assertThat(received.timers())
                .containsOnlyKeys(
                        "applications.my-service.timers.some-operation",
                        "applications.my-service.timers.MyServlet.GET.204");
        assertThat(received.linesReceived()).isEqualTo(2);
    }

    @Test
    void theConnectorStopsWithTheApplicationAndDeliversAll() throws Exception {
        int port = container.start(new StatsdInitializer(), this::application);
        StatsdConnector connector =
                (StatsdConnector) requireNonNull(application.get()).getAttribute(StatsdContextListener.CONNECTOR);
        for (int i = 0; i < 100; i++) {
            get(port);
        }
        container.stop();

        assertThat(received.linesReceived()).isEqualTo(200);
        assertThat(connector.stats().sent()).isEqualTo(200);
        assertThat(connector.stats().recorded()).isEqualTo(200);
        connector.incr("late");
        assertThat(connector.stats().dropped()).isEqualTo(1);
    }

    @Test
    void anInitParameterSwitchesItAllOff() throws Exception {
        container.initParameter(StatsdInitializer.AUTO, "false");
        get(container.start(new StatsdInitializer(), this::application));

        assertOff();
    }

    @Test
    void aFrameworkSwitchesItOffWhateverComesFirst() throws Exception {
        get(container.start(
                new StatsdInitializer(),
                (classes, context) -> context.setInitParameter(StatsdInitializer.AUTO, "false"),
                this::application));

        assertOff();
    }

    @Test
    void withoutAHostNothingIsSent() throws Exception {
        container.initParameter("STATSD_HOST", " ");
        get(container.start(new StatsdInitializer(), this::application));

        assertOff();
    }

    @Test
    void aSwitchedOffConnectorIsStillThere() throws Exception {
        container.initParameter("STATSD_ENABLED", "no");
        get(container.start(new StatsdInitializer(), this::application));
        container.stop();

        assertThat(received.connectionEvents()).isEmpty();
    }

    @Test
    void aWrongSettingFailsTheStart() {
        container.initParameter("STATSD_PORT", "99999");

        assertThatThrownBy(() -> get(container.start(new StatsdInitializer(), this::application)))
                .isNotNull();
        assertThat(received.connectionEvents()).isEmpty();
    }

    @Test
    void aConnectorOfTheApplicationIsUsedAndLeftRunning() throws Exception {
        try (StatsdConnector own = StatsdConnector.builder()
                .host(received.host())
                .port(received.port())
                .prefix("own")
                .build()) {
            own.start();
            ServletContainerInitializer first =
                    (classes, context) -> context.setAttribute(StatsdContextListener.CONNECTOR, own);
            get(container.start(first, new StatsdInitializer(), this::application));
            container.stop();
            own.incr("after");
            own.stop().join();

            assertThat(received.timer("own.timers.MyServlet.GET.204")).isEqualTo(1);
            assertThat(received.counter("own.counters.after")).isEqualTo(1);
            assertThat(own.stats().recorded()).isEqualTo(3);
            assertThat(own.stats().sent()).isEqualTo(3);
        }
    }

    @Test
    void aDeclaredFilterTakesThePlaceOfTheAutomaticOne() throws Exception {
        ServletContainerInitializer declares = (classes, context) -> {
            FilterRegistration.Dynamic filter = context.addFilter("requests", StatsdFilter.class);
            filter.setInitParameter("naming", "mapping");
            filter.setAsyncSupported(true);
            filter.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC), false, "/*");
        };
        get(container.start(declares, new StatsdInitializer(), this::application));
        container.stop();

        assertThat(received.timers()).containsKey("applications.my-service.timers.my__.GET.204");
        assertThat(received.linesReceived()).isEqualTo(2);
    }

    @Test
    void aRequestThatPassesTwoFiltersIsRecordedOnce() throws Exception {
        ServletContainerInitializer another = (classes, context) -> {
            FilterRegistration.Dynamic filter = context.addFilter("another", StatsdFilter.class);
            filter.setAsyncSupported(true);
            filter.addMappingForUrlPatterns(EnumSet.allOf(DispatcherType.class), true, "/*");
        };
        get(container.start(new StatsdInitializer(), another, this::application));
        container.stop();

        assertThat(received.linesReceived()).isEqualTo(2);
    }

    @Test
    void aServletWithoutANameIsCalledAfterItsClass() throws Exception {
        int port = container.start(new StatsdInitializer(), (classes, context) -> {
            String type = MyServlet.class.getName(); // what containers do with an annotation that has no name
            context.addServlet(type, new MyServlet()).addMapping("/my/*");
        });
        get(port);
        container.stop();

        assertThat(received.timers()).containsKey("applications.my-service.timers.MyServlet.GET.204");
        assertThat(received.linesReceived()).isEqualTo(2);
    }

    @Test
    void aNumberThatJettyAddsToAClassIsNoPartOfTheName() throws Exception {
        int port = container.start(new StatsdInitializer(), (classes, context) -> {
            String type = MyServlet.class.getName();
            context.addServlet(type + "-6f1c3f18", new MyServlet()).addMapping("/my/*");
        });
        get(port);
        container.stop();

        assertThat(received.timers()).containsKey("applications.my-service.timers.MyServlet.GET.204");
    }

    @Test
    void servletsThatShareASimpleNameHaveTheirFullNames() throws Exception {
        int port = container.start(new StatsdInitializer(), (classes, context) -> {
            context.addServlet(MyServlet.class.getName(), new MyServlet()).addMapping("/my/*");
            context.addServlet(Other.MyServlet.class.getName(), new Other.MyServlet())
                    .addMapping("/other/*");
        });
        get(port);
        container.stop();

        assertThat(received.timers())
                .containsKey("applications.my-service.timers."
                        + "io_sprockets_statsd_servlet_RegistrationContract_MyServlet.GET.204");
    }

    @Test
    void aNameThatWasGivenKeepsItWhateverClassesAreCalled() throws Exception {
        int port = container.start(new StatsdInitializer(), (classes, context) -> {
            context.addServlet("com.example.Given", new MyServlet()).addMapping("/my/*");
            context.addServlet(Other.MyServlet.class.getName(), new Other.MyServlet())
                    .addMapping("/other/*");
        });
        get(port);
        container.stop();

        assertThat(received.timers()).containsKey("applications.my-service.timers.com_example_Given.GET.204");
    }

    private void application(Object classes, ServletContext context) {
        application.set(context);
        context.addServlet("MyServlet", new MyServlet()).addMapping("/my/*");
    }

    private void assertOff() throws Exception {
        assertThat(requireNonNull(application.get()).getAttribute(StatsdContextListener.CONNECTOR))
                .isNull();
        container.stop();
        assertThat(received.connectionEvents()).isEmpty();
    }

    private static void get(int port) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/my/path"))
                .timeout(PATIENCE)
                .build();
        assertThat(HttpClient.newHttpClient()
                        .send(request, BodyHandlers.discarding())
                        .statusCode())
                .isEqualTo(204);
    }

    private static final class MyServlet extends HttpServlet {
        private static final long serialVersionUID = 1;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) {
            StatsdContextListener.statsd(getServletContext()).timing("some-operation", Duration.ofMillis(1));
            response.setStatus(204);
        }
    }

    private static final class Other {
        private static final class MyServlet extends HttpServlet {
            private static final long serialVersionUID = 1;
        }
    }
}
