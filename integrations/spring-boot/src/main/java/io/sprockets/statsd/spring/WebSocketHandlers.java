package io.sprockets.statsd.spring;

import org.jspecify.annotations.Nullable;
import org.springframework.util.ClassUtils;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.handler.WebSocketHandlerDecorator;
import org.springframework.web.socket.server.support.WebSocketHttpRequestHandler;
import org.springframework.web.socket.sockjs.support.SockJsHttpRequestHandler;

/** The application's handlers of WebSockets, which MVC wraps and WebFlux does not. */
final class WebSocketHandlers {
    private static final boolean PRESENT = ClassUtils.isPresent(
            "org.springframework.web.socket.server.support.WebSocketHttpRequestHandler",
            WebSocketHandlers.class.getClassLoader());

    private WebSocketHandlers() {}

    /** What MVC has wrapped; null if it is something else. */
    static @Nullable Object unwrap(@Nullable Object handler) {
        return PRESENT && handler != null ? Wrapped.of(handler) : null;
    }

    /** Apart, since it cannot be loaded without the library. */
    private static final class Wrapped {
        static @Nullable Object of(Object handler) {
            if (handler instanceof WebSocketHttpRequestHandler http) {
                return unwrapped(http.getWebSocketHandler());
            }
            return handler instanceof SockJsHttpRequestHandler sockJs ? unwrapped(sockJs.getWebSocketHandler()) : null;
        }

        private static WebSocketHandler unwrapped(WebSocketHandler handler) {
            return WebSocketHandlerDecorator.unwrap(handler);
        }
    }
}
