package io.sprockets.statsd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sprockets.statsd.testing.StatsdServer;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** With strict names, what would be cleaned is refused where it is given once, and nowhere else. */
class StrictNamesTest {
    private StatsdServer server;

    @BeforeEach
    void start() {
        server = StatsdServer.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                refused("path is a:b", s -> s.counter("a:b")),
                refused("path is a|b", s -> s.gauge("a|b")),
                refused("path is a\nb", s -> s.timing("a\nb")),
                refused("path is a@b", s -> s.histogram("a@b")),
                refused("path is a,b", s -> s.distribution("a,b")),
                refused("path is a#b", s -> s.set("a#b")),
                refused("path is \u00ca", s -> s.counter("\u00ca")), // over TCP a newline in it to the reference server
                refused("segment is a;b", s -> s.scoped("a;b")),
                refused("tag is a b", s -> s.tagged(Tags.of("a b", "v"))),
                refused("value of tag k is v=w", s -> s.tagged(Tags.of("k", "v=w"))),
                refused("value of tag k is \u00ba", s -> s.scoped("x").tagged(Tags.of("k", "\u00ba"))));
    }

    private static Arguments refused(String message, Consumer<Statsd> call) {
        return Arguments.of(message, call);
    }

    @Test
    void bareViewsAreNeverStrict() {
        Statsd bare = builder().strictNames(true).build().bare();
        assertThatCode(() -> bare.tagged(Tags.of("a b", "v=w")).counter("a:b")).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @MethodSource("refused")
    void whatIsGivenOnceIsRefused(String message, Consumer<Statsd> call) {
        StatsdConnector strict = builder().strictNames(true).build();
        assertThatThrownBy(() -> call.accept(strict))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message);
        StatsdConnector usual = builder().build();
        assertThatCode(() -> call.accept(usual)).doesNotThrowAnyException();
    }

    @Test
    void constantTagsAreRefusedWhenTheConnectorIsMade() {
        StatsdConnector.Builder builder = builder().constantTags(Tags.of("k", "a;b"));
        assertThatCode(builder::build).doesNotThrowAnyException();
        assertThatThrownBy(builder.strictNames(true)::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("value of tag k is a;b");
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void recordingNeverThrowsAndCleansAsAlways(Dialect dialect) {
        StatsdConnector statsd = builder().strictNames(true).dialect(dialect).build();
        statsd.start();
        statsd.incr("a:b|c");
        statsd.set("s", "x|y");
        statsd.event(Event.of("t", "x").tags(Tags.of("a,b", "c|d")));
        statsd.close();
        assertThat(server.lines()).as("in %s", dialect).startsWith("counters.a_b_c:1|c", "sets.s:x_y|s");
        assertThat(server.badLines()).isEmpty();
        Ledger.assertClosed(statsd, 3);
    }

    @Test
    void whatIsCleanIsTaken() {
        StatsdConnector statsd = builder()
                .strictNames(true)
                .constantTags(Tags.of("env", "dev", "flag", ""))
                .build();
        statsd.start();
        statsd.tagged(Tags.of("r\u00e9gion", "eu-1"))
                .scoped("db.x")
                .counter("h\u00efts")
                .incr();
        statsd.close();
        assertThat(server.lines()).containsExactly("counters.db.x.h\u00efts;env=dev;flag=_;r\u00e9gion=eu-1:1|c");
        Ledger.assertClosed(statsd, 1);
    }

    private StatsdConnector.Builder builder() {
        return StatsdConnector.builder().host(server.host()).port(server.port());
    }
}
