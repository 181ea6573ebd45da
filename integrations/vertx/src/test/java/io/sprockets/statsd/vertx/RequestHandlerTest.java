package io.sprockets.statsd.vertx;

import static io.sprockets.statsd.vertx.ContractRoutes.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.sprockets.statsd.Statsd;
import io.sprockets.statsd.StatsdConnector;
import io.sprockets.statsd.Timer;
import io.sprockets.statsd.http.HttpMetrics;
import io.sprockets.statsd.testing.ReceivedMetric;
import io.sprockets.statsd.testing.StatsdServer;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RequestHandlerTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client = vertx.createHttpClient(); // in a field, since what is forgotten is closed
    private final StatsdServer server = StatsdServer.start();
    private final Application application = new Application();

    @BeforeEach
    void deploy() throws Exception {
        JsonObject statsd = new JsonObject()
                .put("host", server.host())
                .put("port", server.port())
                .put("prefix", "applications.service");
        await(vertx.deployVerticle(
                application, new DeploymentOptions().setConfig(new JsonObject().put("statsd", statsd))));
    }

    @AfterEach
    void close() throws Exception {
        await(vertx.close());
        server.close();
    }

    @Test
    void theRequestIsRecordedLast() throws Exception {
        assertThat(get("/")).isEqualTo(200);
        List<ReceivedMetric> metrics = server.take(6, PATIENCE);

        assertThat(metrics)
                .extracting(ReceivedMetric::name)
                .containsExactly(
                        "applications.service.timers.execution-timer",
                        "applications.service.timers.execution.timer.closed",
                        "applications.service.timers.recorded.timing",
                        "applications.service.counters.request-count",
                        "applications.service.counters.request.count",
                        "applications.service.timers.Answering.GET.200");
        assertThat(metrics).extracting(ReceivedMetric::type).containsExactly("ms", "ms", "ms", "c", "c", "ms");
        assertThat(metrics.get(0).value()).isGreaterThan(99);
        assertThat(metrics.get(2).rawValue()).isEqualTo("1.5");
        assertThat(metrics.get(3).value()).isEqualTo(1);
        assertThat(metrics.get(4).value()).isEqualTo(-3);
        assertThat(metrics.get(5).value()).isGreaterThan(99);
        assertStopped(6);
    }

    @Test
    void anExecutionThatFailsIsRecordedToo() throws Exception {
        assertThat(get("/failing")).isEqualTo(500);
        assertThat(get("/throwing")).isEqualTo(500);

        assertThat(server.take(4, PATIENCE))
                .extracting(ReceivedMetric::name)
                .containsExactly(
                        "applications.service.timers.failing",
                        "applications.service.timers.Failing.GET.500",
                        "applications.service.timers.throwing",
                        "applications.service.timers.Throwing.GET.500");
        assertStopped(4);
    }

    @Test
    void requestsAreAnsweredWithoutAConnector() throws Exception {
        StatsdConnector connector = application.statsdConnector().orElseThrow();
        await(application.stopStatsd());

        assertThat(get("/")).isEqualTo(200);
        assertThat(server.linesReceived()).isZero();
        assertThat(connector.stats().recorded()).isZero();
    }

    @Test
    void aClassWithoutANameStillHasOne() throws Exception {
        assertThat(get("/anonymous")).isEqualTo(200);

        assertThat(server.take(PATIENCE).name())
                .matches("applications\\.service\\.timers\\.RequestHandlerTest_Application_1\\.GET\\.200");
        assertStopped(1);
    }

    @Test
    void classesThatShareASimpleNameHaveTheirFullNames() throws Exception {
        assertThat(get("/first")).isEqualTo(200);
        assertThat(get("/second")).isEqualTo(200);

        assertThat(server.take(2, PATIENCE))
                .extracting(ReceivedMetric::name)
                .containsExactly(
                        "applications.service.timers."
                                + "io_sprockets_statsd_vertx_RequestHandlerTest_First_Orders.GET.200",
                        "applications.service.timers."
                                + "io_sprockets_statsd_vertx_RequestHandlerTest_Second_Orders.GET.200");
    }

    @Test
    void handlersThatShareTheirMetricsAreToldApartToo() {
        HttpMetrics metrics = HttpMetrics.of(Statsd.noop());
        HandlerNames.Name first = HandlerNames.of(metrics).of(First.Orders.class);
        HandlerNames.Name again = HandlerNames.of(metrics).of(First.Orders.class);

        assertThat(first.text()).isEqualTo("Orders").isEqualTo(again.text());
        assertThat(HandlerNames.of(HttpMetrics.of(Statsd.noop()))
                        .of(Second.Orders.class)
                        .text())
                .isEqualTo("Orders");

        HandlerNames.Name second = HandlerNames.of(metrics).of(Second.Orders.class);
        assertThat(first.text()).isEqualTo(First.Orders.class.getName());
        assertThat(second.text()).isEqualTo(Second.Orders.class.getName());
    }

    private void assertStopped(long recorded) throws Exception {
        StatsdConnector connector = application.statsdConnector().orElseThrow();
        await(application.stopStatsd());
        assertThat(connector.stats().recorded()).isEqualTo(recorded);
        assertThat(connector.stats().sent()).isEqualTo(recorded).isEqualTo(server.linesReceived());
    }

    private int get(String path) throws Exception {
        return await(client.request(HttpMethod.GET, application.port, "127.0.0.1", path)
                .compose(request -> request.send())
                .compose(response -> response.body().map(response.statusCode())));
    }

    private static final class Application extends VerticleBase implements StatsdApplication {
        private volatile int port;

        @Override
        public Future<?> start() {
            Router router = Router.router(vertx);
            router.get("/").handler(new Answering(this));
            router.get("/failing").handler(new Failing(this));
            router.get("/throwing").handler(new Throwing(this));
            router.get("/first").handler(new First.Orders(this));
            router.get("/second").handler(new Second.Orders(this));
            router.get("/anonymous").handler(new RequestHandler(this) {
                @Override
                protected Future<?> respond(RoutingContext context) {
                    return context.end();
                }
            });
            return startStatsd()
                    .compose(started -> ContractRoutes.serve(vertx, router))
                    .onSuccess(http -> port = http.actualPort());
        }

        @Override
        public Future<?> stop() {
            return stopStatsd();
        }
    }

    private static final class Answering extends RequestHandler {
        Answering(StatsdApplication application) {
            super(application);
        }

        @Override
        protected Future<?> respond(RoutingContext context) {
            return executionTimer("execution-timer", () -> context.vertx().timer(100, TimeUnit.MILLISECONDS))
                    .compose(done -> recordMore(context));
        }

        @SuppressWarnings("try") // the timer is there to be closed, not to be used
        private Future<?> recordMore(RoutingContext context) {
            try (Timer timer = executionTimer("execution", "timer", "closed")) {
                context.put("some", "operation");
            }
            recordTiming(Duration.ofNanos(1_500_000), "recorded", "timing");
            increaseCounter("request-count");
            increaseCounter(-3, "request", "count");
            return context.end("true");
        }
    }

    private static final class Failing extends RequestHandler {
        Failing(StatsdApplication application) {
            super(application);
        }

        @Override
        protected Future<?> respond(RoutingContext context) {
            return executionTimer("failing", () -> Future.failedFuture("on purpose"));
        }
    }

    private static final class Throwing extends RequestHandler {
        Throwing(StatsdApplication application) {
            super(application);
        }

        @Override
        protected Future<?> respond(RoutingContext context) {
            return executionTimer("throwing", () -> {
                throw new IllegalStateException("on purpose");
            });
        }
    }

    private static final class First {
        private static final class Orders extends RequestHandler {
            Orders(StatsdApplication application) {
                super(application);
            }

            @Override
            protected Future<?> respond(RoutingContext context) {
                return context.end();
            }
        }
    }

    private static final class Second {
        private static final class Orders extends RequestHandler {
            Orders(StatsdApplication application) {
                super(application);
            }

            @Override
            protected Future<?> respond(RoutingContext context) {
                return context.end();
            }
        }
    }
}
