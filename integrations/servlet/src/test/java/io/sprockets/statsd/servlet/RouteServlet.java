package io.sprockets.statsd.servlet;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.sprockets.statsd.http.tests.Route;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpUpgradeHandler;
import jakarta.servlet.http.WebConnection;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** Serves one of the contract's routes. */
final class RouteServlet extends HttpServlet {
    private static final long serialVersionUID = 1;
    private static final Executor LATER = CompletableFuture.delayedExecutor(Route.DELAY.toMillis(), MILLISECONDS);

    private static final Executor SOON = CompletableFuture.delayedExecutor(10, MILLISECONDS);

    private final Route route;

    RouteServlet(Route route) {
        this.route = route;
    }

    /** The servlet's name. */
    static String name(Route route) {
        return "The" + route.name().replace("_", "") + "Servlet";
    }

    /** The servlet's URL pattern. */
    static String pattern(Route route) {
        return route.path().replace("{id}", "*");
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        switch (route) {
            case PLAIN -> response.getWriter().write("plain");
            case ITEM -> response.getWriter().write("item");
            case ASYNC -> async(request, response);
            case FAILING -> throw new IllegalStateException("on purpose");
            case FAILING_LATER -> failLater(request);
            case TIMEOUT -> request.startAsync().setTimeout(Route.DELAY.toMillis());
            case ENDLESS -> endless(response);
            case EVENTS -> events(request, response);
            case FEED -> feed(request, response);
            case BODY -> request.getInputStream().readAllBytes();
            case BROKEN -> broken(response);
            case BROKEN_LATER -> breakLater(request, response);
            case UPGRADE -> upgrade(request, response);
        }
    }

    private static void async(HttpServletRequest request, HttpServletResponse response) {
        AsyncContext async = request.startAsync();
        LATER.execute(() -> {
            response.setStatus(202);
            async.complete();
        });
    }

    private static void failLater(HttpServletRequest request) {
        if (request.getDispatcherType() == DispatcherType.ASYNC) {
            throw new IllegalStateException("on purpose");
        }
        AsyncContext async = request.startAsync();
        LATER.execute(async::dispatch);
    }

    private static void endless(HttpServletResponse response) throws IOException {
        OutputStream body = response.getOutputStream();
        byte[] chunk = new byte[8192];
        while (true) {
            body.write(chunk);
            body.flush();
        }
    }

    private static void events(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/event-stream");
        AsyncContext async = request.startAsync();
        response.getOutputStream().print("data: 1\n\ndata: 2\n\n");
        response.flushBuffer();
        LATER.execute(() -> {
            try {
                response.getOutputStream().print("data: 3\n\n");
            } catch (IOException gone) {
                throw new AssertionError(gone);
            } finally {
                async.complete();
            }
        });
    }

    private static void feed(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/event-stream");
        AsyncContext async = request.startAsync();
        next(async, response);
    }

    private static void next(AsyncContext async, HttpServletResponse response) {
        SOON.execute(() -> {
            try {
                response.getOutputStream().print("data: 1\n\n");
                response.flushBuffer();
                next(async, response);
            } catch (IOException gone) {
                completed(async);
            }
        });
    }

    /** Where the container has not done so already. */
    private static void completed(AsyncContext async) {
        try {
            async.complete();
        } catch (IllegalStateException already) {
            // nothing is left to do
        }
    }

    private static void broken(HttpServletResponse response) throws IOException {
        response.getOutputStream().print("a part");
        response.flushBuffer();
        throw new IllegalStateException("on purpose");
    }

    private static void breakLater(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getDispatcherType() == DispatcherType.ASYNC) {
            throw new IllegalStateException("on purpose");
        }
        AsyncContext async = request.startAsync();
        response.getOutputStream().print("a part");
        response.flushBuffer();
        LATER.execute(async::dispatch);
    }

    private static void upgrade(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            response.setHeader("Upgrade", "websocket");
            response.setHeader("Connection", "Upgrade");
            request.upgrade(Upgraded.class);
        } catch (jakarta.servlet.ServletException refused) {
            throw new IOException(refused);
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
