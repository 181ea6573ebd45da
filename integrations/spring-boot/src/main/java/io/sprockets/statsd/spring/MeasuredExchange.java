package io.sprockets.statsd.spring;

import io.sprockets.statsd.http.RequestTimer;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.CoreSubscriber;
import reactor.util.context.Context;

/**
 * One request of WebFlux, recorded when its response is complete; after an error the status is not known before the
 * response is committed. It is a subscriber between the filters and their subscriber, called like any other.
 */
final class MeasuredExchange implements CoreSubscriber<Void>, Subscription {
    private static final int SWITCHING_PROTOCOLS = 101;
    private static final int OK = 200;

    private final CoreSubscriber<? super Void> actual;
    private final ServerWebExchange exchange;
    private final FluxNaming naming;
    private final RequestTimer timer;
    private @Nullable Subscription filters;

    MeasuredExchange(
            CoreSubscriber<? super Void> actual, ServerWebExchange exchange, FluxNaming naming, RequestTimer timer) {
        this.actual = actual;
        this.exchange = exchange;
        this.naming = naming;
        this.timer = timer;
    }

    @Override
    public Context currentContext() {
        return actual.currentContext();
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        filters = subscription;
        actual.onSubscribe(this);
    }

    @Override
    public void request(long demand) {
        if (filters != null) {
            filters.request(demand);
        }
    }

    /** The subscriber of the filters knows that the client left. */
    @Override
    public void cancel() {
        abort();
        if (filters != null) {
            filters.cancel();
        }
    }

    /** Never: there are none. */
    @Override
    public void onNext(Void none) {}

    @Override
    public void onComplete() {
        try {
            if (ReactiveClient.isCutOff(exchange.getResponse())) {
                abort();
            } else {
                end(FluxNaming.matched(exchange));
            }
        } finally {
            actual.onComplete(); // whatever becomes of the metric
        }
    }

    @Override
    public void onError(Throwable thrown) {
        try {
            if (exchange.getResponse().isCommitted()) {
                breakOff(thrown);
            } else {
                awaitAnswer(thrown, FluxNaming.matched(exchange)); // before an error handler is matched
            }
        } finally {
            actual.onError(thrown);
        }
    }

    /** The error handlers answer, unless the client leaves before they do. */
    private void awaitAnswer(Throwable thrown, Matched failed) {
        ServerHttpResponse response = exchange.getResponse();
        response.beforeCommit(() -> ReactiveClient.settled(response).doOnSuccess(settled -> {
            if (ReactiveClient.isUnanswered(response, thrown)) {
                timer.abort(name(failed));
            } else {
                end(failed);
            }
        }));
        ReactiveClient.whenOver(response, () -> timer.abort(name(failed)));
    }

    private void breakOff(Throwable thrown) {
        if (ReactiveClient.isGone(exchange.getResponse(), thrown)) {
            abort();
        } else if (status() >= HttpStatus.BAD_REQUEST.value()) {
            end(FluxNaming.matched(exchange));
        } else {
            timer.fail(name(FluxNaming.matched(exchange)));
        }
    }

    private void end(Matched matched) {
        timer.end(name(matched), status());
    }

    private void abort() {
        timer.abort(name(FluxNaming.matched(exchange)));
    }

    private @Nullable String name(Matched matched) {
        return naming.name(exchange, matched, status());
    }

    private int status() {
        if (ReactiveClient.isWebSocket(exchange.getResponse())) {
            return SWITCHING_PROTOCOLS;
        }
        HttpStatusCode status = exchange.getResponse().getStatusCode();
        return status == null ? OK : status.value();
    }
}
