package io.sprockets.statsd.spring;

import io.micrometer.observation.Observation;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.client.ClientHttpRequest;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.observation.ClientRequestObservationContext;
import org.springframework.util.ClassUtils;

/** What Spring says of one request that goes out, which it does in two ways. */
sealed interface ClientExchange permits ClientExchange.Blocking, ReactiveClientExchange {
    /** No response came. */
    int NO_STATUS = 0;

    boolean REACTIVE = ClassUtils.isPresent(
            "org.springframework.web.reactive.function.client.ClientRequestObservationContext",
            ClientExchange.class.getClassLoader());

    /** As it is sent, null if that is not known. */
    @Nullable
    String method();

    Map<String, Object> attributes();

    @Nullable
    String template();

    int status();

    /** Whether it was not waited for. */
    boolean isAborted();

    /** Null if it is about something else. */
    static @Nullable ClientExchange of(Observation.Context context) {
        if (context instanceof ClientRequestObservationContext blocking) {
            return new Blocking(blocking);
        }
        return REACTIVE ? ReactiveClientExchange.of(context) : null;
    }

    /** Of a {@code RestClient} or a {@code RestTemplate}. */
    record Blocking(ClientRequestObservationContext context) implements ClientExchange {
        @Override
        public @Nullable String method() {
            ClientHttpRequest request = context.getCarrier();
            return request == null ? null : request.getMethod().name();
        }

        @Override
        public Map<String, Object> attributes() {
            ClientHttpRequest request = context.getCarrier();
            return request == null ? Map.of() : request.getAttributes();
        }

        @Override
        public @Nullable String template() {
            return context.getUriTemplate();
        }

        @Override
        public int status() {
            ClientHttpResponse response = context.getResponse();
            try {
                return response == null ? NO_STATUS : response.getStatusCode().value();
            } catch (IOException broken) {
                return NO_STATUS;
            }
        }

        @Override
        public boolean isAborted() {
            return false;
        }
    }
}
