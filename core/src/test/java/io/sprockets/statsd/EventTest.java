package io.sprockets.statsd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sprockets.statsd.testing.StatsdServer;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EventTest {
    private static final Instant TIME = Instant.ofEpochSecond(1_656_581_400L);

    private StatsdServer server;

    @BeforeEach
    void start() {
        server = StatsdServer.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void event_isWrittenWithItsFieldsInTheirOrder() {
        StatsdConnector statsd = started(builder().dialect(Dialect.DOGSTATSD).constantTags(Tags.of("env", "dev")));
        statsd.event(Event.of("été", "a|b\nc"));
        statsd.event(Event.of("t", "x")
                .error()
                .lowPriority()
                .sourceType("java")
                .aggregationKey("k|e\ny")
                .host("h")
                .at(TIME)
                .tags(Tags.of("a", "b")));
        statsd.close();
        assertThat(server.lines())
                .containsExactly(
                        "_e{5,6}:été|a|b\\nc|#env:dev",
                        "_e{1,1}:t|x|d:1656581400|h:h|k:k_e_y|p:low|s:java|t:error|#a:b,env:dev");
        assertThat(server.events().get(0).text()).isEqualTo("a|b\nc");
        assertThat(server.badLines()).isEmpty();
        Ledger.assertClosed(statsd, 2);
    }

    @Test
    void serviceCheck_isWrittenWithItsMessageLast() {
        StatsdConnector statsd = started(builder().dialect(Dialect.DOGSTATSD));
        statsd.serviceCheck(ServiceCheck.of("db.up", ServiceCheck.Status.OK));
        statsd.serviceCheck(ServiceCheck.of("d|b", ServiceCheck.Status.CRITICAL)
                .message("down|since\nnow")
                .host("h")
                .at(TIME)
                .tags(Tags.of("a", "b")));
        statsd.close();
        assertThat(server.lines()).containsExactly("_sc|db.up|0", "_sc|d_b|2|d:1656581400|h:h|#a:b|m:down_since\\nnow");
        assertThat(server.badLines()).isEmpty();
        Ledger.assertClosed(statsd, 2);
    }

    @Test
    void originIsToldWithEveryLine() {
        StatsdConnector statsd = started(builder()
                .dialect(Dialect.DOGSTATSD)
                .constantTags(Tags.of("env", "dev"))
                .origin(Origin.NONE
                        .containerId("ci-1234")
                        .externalData("it-false,cn-a")
                        .cardinality("low")));
        statsd.incr("a");
        statsd.close();
        assertThat(server.lines()).containsExactly("counters.a:1|c|#env:dev|c:ci-1234|e:it-false,cn-a|card:low");
        assertThatThrownBy(() -> Origin.NONE.cardinality("some")).hasMessageContaining("cardinality");
        Ledger.assertClosed(statsd, 1);
    }

    @Test
    @SuppressWarnings({"NullAway", "DataFlowIssue"})
    void event_isDroppedWhereThereAreNone() {
        StatsdConnector statsd = started(builder());
        statsd.event(Event.of("t", "x"));
        statsd.serviceCheck(ServiceCheck.of("n", ServiceCheck.Status.OK));
        StatsdConnector dog = started(builder().dialect(Dialect.DOGSTATSD));
        dog.event(null);
        dog.close();
        statsd.close();
        assertThat(server.lines()).isEmpty();
        assertThat(statsd.stats().dropped(DropReason.UNSUPPORTED)).isEqualTo(2);
        assertThat(dog.stats().dropped(DropReason.INVALID)).isEqualTo(1);
        Ledger.assertClosed(statsd, 2);
        Ledger.assertClosed(dog, 1);
    }

    private StatsdConnector.Builder builder() {
        return StatsdConnector.builder().host(server.host()).port(server.port());
    }

    private static StatsdConnector started(StatsdConnector.Builder builder) {
        StatsdConnector statsd = builder.build();
        statsd.start();
        return statsd;
    }
}
