package io.sprockets.statsd.spring;

import io.sprockets.statsd.http.HttpMetrics;
import org.springframework.core.Ordered;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoOperator;

/** Records each request of WebFlux once. Any thread may use it. */
final class StatsdWebFilter implements WebFilter, Ordered {
    private final HttpMetrics metrics;
    private final FluxNaming naming;
    private final int order;

    StatsdWebFilter(HttpMetrics metrics, FluxNaming naming, int order) {
        this.metrics = metrics;
        this.naming = naming;
        this.order = order;
    }

    @Override
    public int getOrder() {
        return order;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        Mono<Void> filters = chain.filter(exchange);
        return naming.isMeasured(exchange) ? new Measured(filters, exchange) : filters;
    }

    /** One operator, where those of Reactor would be four. */
    private final class Measured extends MonoOperator<Void, Void> {
        private final ServerWebExchange exchange;

        Measured(Mono<Void> filters, ServerWebExchange exchange) {
            super(filters);
            this.exchange = exchange;
        }

        @Override
        public void subscribe(CoreSubscriber<? super Void> actual) {
            String method = exchange.getRequest().getMethod().name();
            source.subscribe(new MeasuredExchange(actual, exchange, naming, metrics.start(method)));
        }
    }
}
