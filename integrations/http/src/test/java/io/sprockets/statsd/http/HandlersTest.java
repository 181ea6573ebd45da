package io.sprockets.statsd.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.sprockets.statsd.Statsd;
import io.sprockets.statsd.Timing;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HandlersTest {
    @Test
    void of_givesNamesOfTheirOwnUpToTheLimit() {
        Handlers handlers = new Handlers(Statsd.noop(), Style.PATH, "unmatched", 1000);
        List<HandlerTimers> first =
                IntStream.range(0, 1000).mapToObj(i -> handlers.of("h" + i)).toList();

        assertThat(first).doesNotHaveDuplicates();
        assertThat(handlers.of("late")).isSameAs(handlers.of("later"));
        assertThat(first).doesNotContain(handlers.of("late"), handlers.of(null));
        assertThat(handlers.of("h0")).isSameAs(first.get(0));
        assertThat(handlers.of(null)).isNotSameAs(handlers.of("late"));
    }

    @Test
    void of_holdsTheLimitWhenManyThreadsComeAtOnce() {
        Handlers handlers = new Handlers(Statsd.noop(), Style.PATH, "unmatched", 10);
        Set<HandlerTimers> different = ConcurrentHashMap.newKeySet();
        IntStream.range(0, 100_000).parallel().forEach(i -> different.add(handlers.of("h" + i % 1000)));

        assertThat(different).hasSize(11); // and the one that the others share
    }

    @Test
    void timing_isTheOneOfItsMethodAndOutcomeWhicheverCameLast() {
        HandlerTimers handler = new Handlers(Statsd.noop(), Style.PATH, "unmatched", 10).of("h");
        Timing found = handler.timing(KnownMethod.GET, Outcome.of(200));

        assertThat(handler.timing(KnownMethod.GET, Outcome.of(404))).isNotSameAs(found);
        assertThat(handler.timing(KnownMethod.HEAD, Outcome.of(200))).isNotSameAs(found);
        assertThat(handler.timing(KnownMethod.GET, Outcome.FAILED))
                .isNotSameAs(handler.timing(KnownMethod.GET, Outcome.ABORTED));
        assertThat(handler.timing(KnownMethod.GET, Outcome.of(200))).isSameAs(found);
    }

    @Test
    void timing_isMadeOnce() {
        HandlerTimers handler = new Handlers(Statsd.noop(), Style.PATH, "unmatched", 10).of("h");

        assertThat(handler.timing(KnownMethod.GET, Outcome.of(200)))
                .isSameAs(handler.timing(KnownMethod.GET, Outcome.of(200)));
    }
}
