package io.sprockets.statsd.spring;

import io.sprockets.statsd.http.tests.Route;
import java.time.Duration;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.reactive.socket.WebSocketSession;
import org.springframework.web.reactive.socket.server.support.HandshakeWebSocketService;
import org.springframework.web.reactive.socket.server.upgrade.ReactorNettyRequestUpgradeStrategy;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The contract's routes, as controllers of WebFlux. */
final class FluxRoutes {
    private FluxRoutes() {}

    private static Mono<Void> breakOff(ServerWebExchange exchange, Mono<Void> wait) {
        DataBuffer part = DefaultDataBufferFactory.sharedInstance.wrap(new byte[16]);
        Flux<DataBuffer> parts =
                Flux.just(part).concatWith(wait.then(Mono.error(() -> new IllegalStateException("on purpose"))));
        return exchange.getResponse().writeAndFlushWith(parts.map(Mono::just));
    }

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
        Mono<String> failing() {
            return Mono.error(new IllegalStateException("on purpose"));
        }

        @RequestMapping("/sub/items/{id}")
        String item(@PathVariable("id") String id) {
            return "item " + id;
        }

        @RequestMapping("/endless")
        Mono<Void> endless(ServerWebExchange exchange) {
            Flux<DataBuffer> chunks =
                    Flux.generate(sink -> sink.next(DefaultDataBufferFactory.sharedInstance.wrap(new byte[8192])));
            return exchange.getResponse().writeAndFlushWith(chunks.map(Mono::just));
        }

        @RequestMapping("/body")
        Mono<String> body(@RequestBody Mono<String> body) {
            return body.map(read -> "body");
        }

        @RequestMapping("/broken")
        Mono<Void> broken(ServerWebExchange exchange) {
            return breakOff(exchange, Mono.empty());
        }

        @RequestMapping("/upgrade")
        Mono<Void> upgrade(ServerWebExchange exchange) {
            return new HandshakeWebSocketService(new ReactorNettyRequestUpgradeStrategy())
                    .handleRequest(exchange, WebSocketSession::close);
        }
    }

    @RestController
    static class LateController {
        @RequestMapping("/async")
        Mono<ResponseEntity<Void>> async() {
            return Mono.delay(Route.DELAY).map(late -> ResponseEntity.accepted().build());
        }

        @RequestMapping("/failing-later")
        Mono<String> failingLater() {
            return Mono.delay(Route.DELAY).map(late -> {
                throw new IllegalStateException("on purpose");
            });
        }

        @RequestMapping("/timeout")
        Mono<String> timeout() {
            return Mono.<String>never().timeout(Route.DELAY);
        }

        @RequestMapping(path = "/feed", produces = "text/event-stream")
        Flux<String> feed() {
            return Flux.interval(Duration.ofMillis(10)).map(event -> " 1").onBackpressureDrop();
        }

        @RequestMapping("/broken-later")
        Mono<Void> brokenLater(ServerWebExchange exchange) {
            return breakOff(exchange, Mono.delay(Route.DELAY).then());
        }

        @RequestMapping(path = "/events", produces = "text/event-stream")
        Flux<ServerSentEvent<String>> events() {
            Flux<String> data =
                    Flux.just("1", "2").concatWith(Mono.delay(Route.DELAY).map(late -> "3"));
            return data.map(event -> ServerSentEvent.<String>builder()
                    .comment("c")
                    .data(" " + event)
                    .build());
        }
    }
}
