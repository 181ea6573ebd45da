package io.sprockets.statsd.spring;

import io.sprockets.statsd.http.HttpMetrics;
import io.sprockets.statsd.http.RequestTimer;
import io.sprockets.statsd.spring.StatsdProperties.Naming;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.util.DisconnectedClientHelper;
import reactor.core.publisher.Mono;

/**
 * Records each request of WebFlux once, when its response is complete. After an error the status is not known before the
 * response is committed; a client that leaves before that is {@code aborted}.
 */
final class StatsdWebFilter implements WebFilter, Ordered {
    private static final int SWITCHING_PROTOCOLS = 101;
    private static final int OK = 200;

    private final HttpMetrics metrics;
    private final Naming naming;

    StatsdWebFilter(HttpMetrics metrics, Naming naming) {
        this.metrics = metrics;
        this.naming = naming;
    }

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE + 1;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return Mono.defer(() -> measure(exchange, chain.filter(exchange)));
    }

    private Mono<Void> measure(ServerWebExchange exchange, Mono<Void> answer) {
        RequestTimer timer = metrics.start(exchange.getRequest().getMethod().name());
        return answer.doOnSuccess(done -> succeed(timer, exchange))
                .doOnError(failure -> fail(timer, failure, exchange))
                .doOnCancel(() -> abort(timer, exchange));
    }

    private void succeed(RequestTimer timer, ServerWebExchange exchange) {
        if (NettyResponse.isCutOff(exchange.getResponse())) {
            abort(timer, exchange);
        } else {
            end(timer, matched(exchange), exchange);
        }
    }

    private void fail(RequestTimer timer, Throwable failure, ServerWebExchange exchange) {
        if (exchange.getResponse().isCommitted()) {
            abort(timer, exchange);
        } else {
            Matched matched = matched(exchange); // before an error handler is matched
            exchange.getResponse().beforeCommit(() -> {
                answer(timer, matched, failure, exchange);
                return Mono.empty();
            });
        }
    }

    /** A client that left is answered as if nothing had failed; another server that hung up on this one fails alike. */
    private void answer(RequestTimer timer, Matched matched, Throwable failure, ServerWebExchange exchange) {
        boolean unanswered = status(exchange) < HttpStatus.BAD_REQUEST.value()
                && DisconnectedClientHelper.isClientDisconnectedException(failure);
        if (unanswered) {
            timer.abort(matched.name(naming, status(exchange)));
        } else {
            end(timer, matched, exchange);
        }
    }

    private void end(RequestTimer timer, Matched matched, ServerWebExchange exchange) {
        int status = status(exchange);
        timer.end(matched.name(naming, status), status);
    }

    private void abort(RequestTimer timer, ServerWebExchange exchange) {
        timer.abort(matched(exchange).name(naming, status(exchange)));
    }

    private static int status(ServerWebExchange exchange) {
        if (NettyResponse.isWebSocket(exchange.getResponse())) {
            return SWITCHING_PROTOCOLS;
        }
        HttpStatusCode status = exchange.getResponse().getStatusCode();
        return status == null ? OK : status.value();
    }

    private static Matched matched(ServerWebExchange exchange) {
        @Nullable Object pattern = exchange.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        return new Matched(
                exchange.getAttribute(HandlerMapping.BEST_MATCHING_HANDLER_ATTRIBUTE),
                pattern == null ? null : pattern.toString());
    }
}
