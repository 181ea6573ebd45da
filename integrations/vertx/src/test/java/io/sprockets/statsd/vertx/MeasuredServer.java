package io.sprockets.statsd.vertx;

import static io.sprockets.statsd.vertx.ContractRoutes.await;

import com.sun.management.ThreadMXBean;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A server with one event loop of its own, and what was measured there in each round. */
final class MeasuredServer {
    private static final int CONNECTIONS = 4;
    private static final int REQUESTS = 2_500; // per connection and round
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final String name;
    private final long eventLoop; // the thread
    private final int port;
    private final List<Round> rounds = new ArrayList<>();

    /** @param cpu nanoseconds of the event loop per request, as are {@code bytes} */
    private record Round(double perSecond, double cpu, double bytes) {}

    MeasuredServer(String name, @Nullable Handler<RoutingContext> statsd, boolean later) throws Exception {
        this.name = name + (later ? ", answered later" : ", answered at once");
        CompletableFuture<Long> thread = new CompletableFuture<>();
        vertx.runOnContext(there -> thread.complete(Thread.currentThread().getId()));
        this.eventLoop = thread.get();
        Router router = Router.router(vertx);
        Route route = router.get("/plain");
        if (statsd != null) {
            route.handler(statsd);
        }
        route.handler(
                later ? context -> vertx.runOnContext(turn -> context.end("plain")) : context -> context.end("plain"));
        this.port = await(ContractRoutes.serve(vertx, router)).actualPort();
    }

    void load() {
        LoadClient client = new LoadClient(port, 1); // not ahead: few clients pipeline
        long cpu = THREADS.getThreadCpuTime(eventLoop);
        long bytes = THREADS.getThreadAllocatedBytes(eventLoop);
        long start = System.nanoTime();
        client.run(CONNECTIONS, REQUESTS);
        double answered = client.answered();
        rounds.add(new Round(
                answered / ((System.nanoTime() - start) / 1e9),
                (THREADS.getThreadCpuTime(eventLoop) - cpu) / answered,
                (THREADS.getThreadAllocatedBytes(eventLoop) - bytes) / answered));
    }

    void forget() {
        rounds.clear();
    }

    String comparedWith(MeasuredServer bare) {
        return String.format(
                Locale.ROOT,
                "%-26s %7.0f/s %6.0f ns %6.0f B; within a round: rate x %.4f, %+5.0f ns, %+5.0f B",
                name,
                median(rounds.stream().mapToDouble(Round::perSecond).toArray()),
                median(rounds.stream().mapToDouble(Round::cpu).toArray()),
                median(rounds.stream().mapToDouble(Round::bytes).toArray()),
                median(each(round -> rounds.get(round).perSecond / bare.rounds.get(round).perSecond)),
                median(each(round -> rounds.get(round).cpu - bare.rounds.get(round).cpu)),
                median(each(round -> rounds.get(round).bytes - bare.rounds.get(round).bytes)));
    }

    void close() throws Exception {
        await(vertx.close());
    }

    private double[] each(ToDoubleFunction<Integer> value) {
        return IntStream.range(0, rounds.size())
                .mapToDouble(value::applyAsDouble)
                .toArray();
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }
}
