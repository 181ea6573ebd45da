package io.sprockets.statsd;

import static org.assertj.core.api.Assertions.assertThat;

import io.sprockets.statsd.testing.StatsdServer;
import java.time.Instant;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The grammar knows the examples of the specification, and our lines need the version that they should. */
class DogstatsdGrammarTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "1.0 page.views:1|c",
                "1.0 fuel.level:0.5|g",
                "1.0 song.length:240|h|@0.5",
                "1.0 users.uniques:1234|s",
                "1.0 users.online:1|c|#country:china",
                "1.0 users.online:1|c|@0.5|#country:china",
                "1.1 page.views:1:2:32|d",
                "1.1 song.length:240:234|h|@0.5",
                "1.2 page.views:1|g|#env:dev|c:83c0a99c0a54c0c187f461c7980e9b57",
                "1.3 page.views:15|c|#env:dev|T1656581400",
                "1.4 page.views:1|g|c:in-4242",
                "1.5 a:1|g|#k:v|e:it-false,cn-nginx-webserver,pu-75a2b6d5-3949-4afb-ad0d-92ff0674e759",
                "1.6 a:1|g|card:low",
                "1.0 _sc|db.up|2|#env:dev|m:timed_out",
                "1.0 _e{5,4}:title|t|xt|p:low|#err_type:bad_file"
            })
    void examplesAreAccepted(String version, String line) {
        assertThat(DogstatsdGrammar.version(line)).hasValue(version);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a:1",
                "a|c",
                ":1|c",
                "a b:1|c",
                "a:1|m",
                "a:1e5|c",
                "a:+1|g",
                "a:NaN|g",
                "a:x:y|s",
                "a:1|g|@0.5",
                "a:1|c|@0",
                "a:1|c|@2",
                "a:1|c|@1e-1",
                "a:1|c|#k:v|@0.5",
                "a:1|c|#",
                "a:1|c|#k:v,,",
                "a:1|ms|T1656581400",
                "a:1|c|T0",
                "a:1|c|T1|T2",
                "a:1|c|c:ci-1|c:in-1",
                "a:1|c|card:some",
                "a:1|c|e:x",
                "a:1|c\n",
                "_e{6,4}:title|text",
                "_e{0,4}:|text",
                "_e{5,4}:title|text|p:high",
                "_e{5,4}:title|text|d:1|d:2",
                "_sc|n|4",
                "_sc|n|0|m:x|d:1",
                "_scale:1|c"
            })
    void anythingElseIsRefused(String line) {
        assertThat(DogstatsdGrammar.version(line)).isEmpty();
    }

    static Stream<Arguments> extras() {
        return Stream.of(
                extra("1.0", b -> b, s -> s),
                extra("1.0", b -> b, s -> s.tagged(Tags.of("k", "v")).sampled(0.999_999)),
                extra("1.2", b -> b.origin(Origin.NONE.containerId("83c0a99c")), s -> s),
                extra("1.3", b -> b, s -> s.at(Instant.ofEpochSecond(1))),
                extra("1.4", b -> b.origin(Origin.NONE.containerId("ci-83c0a99c")), s -> s),
                extra("1.4", b -> b.origin(Origin.NONE.containerId("in-42")), s -> s.at(Instant.ofEpochSecond(1))),
                extra("1.5", b -> b.origin(Origin.NONE.externalData("it-true,cn-a,pu-b")), s -> s),
                extra(
                        "1.6",
                        b -> b.origin(Origin.NONE.cardinality("orchestrator")),
                        s -> s.at(Instant.ofEpochSecond(1))));
    }

    private static Arguments extra(
            String version, UnaryOperator<StatsdConnector.Builder> builder, UnaryOperator<Statsd> view) {
        return Arguments.of(version, builder, view);
    }

    @ParameterizedTest
    @MethodSource("extras")
    void ourLinesNeedTheVersionThatHasTheirFields(
            String version, UnaryOperator<StatsdConnector.Builder> builder, UnaryOperator<Statsd> view) {
        try (StatsdServer server = StatsdServer.start()) {
            StatsdConnector statsd = builder.apply(StatsdConnector.builder()
                            .host(server.host())
                            .port(server.port())
                            .dialect(Dialect.DOGSTATSD))
                    .build();
            statsd.start();
            view.apply(statsd).gauge("a", -1.5);
            view.apply(statsd).gauge("a").set(2);
            statsd.close();
            assertThat(server.lines())
                    .hasSize(2)
                    .allSatisfy(line ->
                            assertThat(DogstatsdGrammar.version(line)).as(line).hasValue(version));
            Ledger.assertClosed(statsd, 2);
        }
    }
}
