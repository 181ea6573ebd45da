package io.sprockets.statsd.spring;

import io.micrometer.observation.Observation;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientRequestObservationContext;
import org.springframework.web.reactive.function.client.ClientResponse;

/** A request of a {@code WebClient}. */
record ReactiveClientExchange(ClientRequestObservationContext context) implements ClientExchange {
    static @Nullable ClientExchange of(Observation.Context context) {
        return context instanceof ClientRequestObservationContext reactive
                ? new ReactiveClientExchange(reactive)
                : null;
    }

    /** Its builder does not reveal the method before the request is built. */
    @Override
    public @Nullable String method() {
        ClientRequest request = request();
        return request == null ? null : request.method().name();
    }

    @Override
    public Map<String, Object> attributes() {
        ClientRequest request = request();
        return request == null ? Map.of() : request.attributes();
    }

    @Override
    public @Nullable String template() {
        return context.getUriTemplate();
    }

    @Override
    public int status() {
        ClientResponse response = context.getResponse();
        return response == null ? NO_STATUS : response.statusCode().value();
    }

    @Override
    public boolean isAborted() {
        return context.isAborted();
    }

    private @Nullable ClientRequest request() {
        ClientRequest request = context.getRequest();
        ClientRequest.Builder builder = context.getCarrier();
        return request != null || builder == null ? request : builder.build();
    }
}
