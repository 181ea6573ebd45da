package io.sprockets.statsd.spring;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.util.ClassUtils;
import org.springframework.web.util.DisconnectedClientHelper;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.http.HttpInfos;

/**
 * The client of a WebFlux response, and whether it is still there. Netty is asked about the connection; on other
 * servers there is only the exception, which another server that hung up on the application causes alike.
 */
final class ReactiveClient {
    private static final boolean NETTY =
            ClassUtils.isPresent("reactor.netty.http.HttpInfos", ReactiveClient.class.getClassLoader());

    private ReactiveClient() {}

    /** Whether the client left, so that a response that was on its way broke off. */
    static boolean isGone(ServerHttpResponse response, Throwable thrown) {
        return isNetty(response)
                ? !isConnected(response)
                : DisconnectedClientHelper.isClientDisconnectedException(thrown);
    }

    /**
     * Whether nobody gets the answer to an exception that is about to be sent. Without Netty it is told by the answer:
     * Spring answers an exception that it takes for a client's as if nothing had failed.
     */
    static boolean isUnanswered(ServerHttpResponse response, Throwable thrown) {
        if (isNetty(response)) {
            return !isConnected(response);
        }
        HttpStatusCode status = response.getStatusCode();
        return (status == null || !status.isError()) && DisconnectedClientHelper.isClientDisconnectedException(thrown);
    }

    /**
     * Whether the client left before the end, which Netty takes for an ordinary end. Only the end of a response without
     * a {@code Content-Length} is sent after its publisher has completed; any other may have been read already.
     */
    static boolean isCutOff(ServerHttpResponse response) {
        return isNetty(response)
                && !isConnected(response)
                && !isWebSocket(response)
                && response.getHeaders().getFirst(HttpHeaders.CONTENT_LENGTH) == null;
    }

    /** Whether it has become a WebSocket, which the status does not show. */
    static boolean isWebSocket(ServerHttpResponse response) {
        return NETTY && nativeOf(response) instanceof HttpInfos infos && infos.isWebsocket();
    }

    /** Completes when it is known whether the client is there: Netty closes a connection only after its exception. */
    static Mono<Void> settled(ServerHttpResponse response) {
        if (!isNetty(response)) {
            return Mono.empty();
        }
        Connection connection = ServerHttpResponseDecorator.getNativeResponse(response);
        return Mono.create(sink -> connection.channel().eventLoop().execute(sink::success));
    }

    /** Calls back when nothing can be sent any more, where the server reveals it. */
    static void whenOver(ServerHttpResponse response, Runnable over) {
        if (isNetty(response)) {
            Connection connection = ServerHttpResponseDecorator.getNativeResponse(response);
            connection.onTerminate().subscribe(none -> {}, failed -> over.run(), over);
        }
    }

    private static boolean isNetty(ServerHttpResponse response) {
        return NETTY && nativeOf(response) instanceof Connection;
    }

    private static boolean isConnected(ServerHttpResponse response) {
        return nativeOf(response) instanceof Connection connection
                && connection.channel().isActive();
    }

    /** The server's own response; null where there is no server, as in tests with a mock. */
    private static @Nullable Object nativeOf(ServerHttpResponse response) {
        try {
            return ServerHttpResponseDecorator.getNativeResponse(response);
        } catch (IllegalStateException mock) {
            return null;
        }
    }
}
