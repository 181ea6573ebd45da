package io.sprockets.statsd.spring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.sprockets.statsd.http.tests.Route;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpUpgradeHandler;
import jakarta.servlet.http.WebConnection;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** The contract's routes, as controllers of MVC. */
final class MvcRoutes {
    private static final Executor LATER = CompletableFuture.delayedExecutor(Route.DELAY.toMillis(), MILLISECONDS);

    private static final Executor SOON = CompletableFuture.delayedExecutor(10, MILLISECONDS);

    private MvcRoutes() {}

    @RestController
    static class SoonController {
        @RequestMapping("/plain")
        String plain() {
            return "plain";
        }

        @RequestMapping(path = "/plain", method = RequestMethod.OPTIONS)
        String options() {
            return "plain";
        }

        @RequestMapping("/failing")
        String failing() {
            throw new IllegalStateException("on purpose");
        }

        @RequestMapping("/sub/items/{id}")
        String item(@PathVariable("id") String id) {
            return "item " + id;
        }

        @RequestMapping("/endless")
        void endless(HttpServletResponse response) throws IOException {
            OutputStream body = response.getOutputStream();
            byte[] chunk = new byte[8192];
            while (true) {
                body.write(chunk);
                body.flush();
            }
        }

        @RequestMapping("/body")
        String body(@RequestBody String body) {
            return "body";
        }

        @RequestMapping("/broken")
        void broken(HttpServletResponse response) throws IOException {
            response.getOutputStream().print("a part");
            response.flushBuffer();
            throw new IllegalStateException("on purpose");
        }

        @RequestMapping("/upgrade")
        void upgrade(HttpServletRequest request, HttpServletResponse response) throws IOException, ServletException {
            response.setHeader("Upgrade", "websocket");
            response.setHeader("Connection", "Upgrade");
            request.upgrade(Upgraded.class);
        }
    }

    @RestController
    static class LateController {
        @RequestMapping("/async")
        CompletableFuture<ResponseEntity<Void>> async() {
            return CompletableFuture.supplyAsync(() -> ResponseEntity.accepted().build(), LATER);
        }

        @RequestMapping("/failing-later")
        CompletableFuture<String> failingLater() {
            return CompletableFuture.supplyAsync(
                    () -> {
                        throw new IllegalStateException("on purpose");
                    },
                    LATER);
        }

        @RequestMapping("/timeout")
        DeferredResult<String> timeout() {
            return new DeferredResult<>(Route.DELAY.toMillis());
        }

        @RequestMapping("/events")
        SseEmitter events() throws IOException {
            SseEmitter events = new SseEmitter();
            events.send(" 1");
            events.send(" 2");
            LATER.execute(() -> {
                try {
                    events.send(" 3");
                    events.complete();
                } catch (IOException gone) {
                    events.completeWithError(gone);
                }
            });
            return events;
        }

        @RequestMapping("/feed")
        SseEmitter feed() {
            SseEmitter events = new SseEmitter(1000L);
            next(events);
            return events;
        }

        @RequestMapping("/broken-later")
        StreamingResponseBody brokenLater(HttpServletResponse response) {
            return body -> {
                body.write("a part".getBytes(UTF_8));
                response.flushBuffer(); // flushing the stream alone sends nothing any more
                CompletableFuture.runAsync(() -> {}, LATER).join();
                throw new IllegalStateException("on purpose");
            };
        }

        /** As MVC asks for it: who cannot send leaves the rest to the container. Jetty only tells with the timeout. */
        private static void next(SseEmitter events) {
            SOON.execute(() -> {
                try {
                    events.send(" 1");
                    next(events);
                } catch (IOException | IllegalStateException gone) {
                    // the container tells
                }
            });
        }

        @RequestMapping("/endless-stream")
        StreamingResponseBody endlessStream() {
            return body -> {
                while (true) {
                    body.write(new byte[8192]);
                    body.flush();
                }
            };
        }
    }

    /** Speaks no protocol at all. */
    public static final class Upgraded implements HttpUpgradeHandler {
        @Override
        public void init(WebConnection connection) {}

        @Override
        public void destroy() {}
    }
}
