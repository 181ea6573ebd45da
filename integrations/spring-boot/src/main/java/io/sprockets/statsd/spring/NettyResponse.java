package io.sprockets.statsd.spring;

import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.util.ClassUtils;
import reactor.netty.Connection;
import reactor.netty.http.HttpInfos;

/** What only Reactor Netty knows of a response, if it is the server. */
final class NettyResponse {
    private static final boolean PRESENT =
            ClassUtils.isPresent("reactor.netty.http.HttpInfos", NettyResponse.class.getClassLoader());

    private NettyResponse() {}

    /**
     * Whether the client left before the end, which Netty takes for an ordinary one. Only the end of a response that does
     * not tell its length is sent after its publisher has completed; any other may have been read already.
     */
    static boolean isCutOff(ServerHttpResponse response) {
        return PRESENT
                && !isWebSocket(response)
                && response.getHeaders().getFirst(HttpHeaders.CONTENT_LENGTH) == null
                && ServerHttpResponseDecorator.getNativeResponse(response) instanceof Connection connection
                && !connection.channel().isActive();
    }

    /** Whether it has become a WebSocket, of which the status does not tell. */
    static boolean isWebSocket(ServerHttpResponse response) {
        return PRESENT
                && ServerHttpResponseDecorator.getNativeResponse(response) instanceof HttpInfos infos
                && infos.isWebsocket();
    }
}
