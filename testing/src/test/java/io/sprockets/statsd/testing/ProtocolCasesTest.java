package io.sprockets.statsd.testing;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.sprockets.statsd.testing.inbox.Inbox;
import io.sprockets.statsd.testing.inbox.Retention;
import io.sprockets.statsd.testing.line.ParsedLine;
import io.sprockets.statsd.testing.line.Parser;
import io.sprockets.statsd.testing.net.LineSplitter;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every case of protocol-cases.tsv, each taken from a real server's tests or behaviour. Where servers disagree and this
 * one follows another than the case's, {@link #DIVERGING} says so, why, and what is expected instead.
 */
class ProtocolCasesTest {

    private record Diverging(String why, Map<String, Object> expected) {
        static Diverging of(String why, String expected) {
            return new Diverging(why, Json.object(expected));
        }
    }

    private static final String AS_SENT = "the name is kept as sent, so that a test sees what the client wrote";
    private static final String BAD = "{\"ok\": false}";

    private static final Map<String, Diverging> DIVERGING = Map.ofEntries(
            entry(
                    "foo:1|c|@bar",
                    Diverging.of("statsd/statsd, DogStatsD, gostatsd: an unreadable rate makes the line bad", BAD)),
            entry(
                    "s3:2|c|@1e-1",
                    Diverging.of(
                            "all but statsd/statsd read the exponent",
                            metric(
                                    "\"name\": \"s3\", \"type\": \"c\", \"value\": 2, \"rate\": 0.1, \"effective\": 20"))),
            entry(
                    "foo/how@ever baz:1|c|#tag1,tag2:value",
                    Diverging.of(
                            AS_SENT,
                            metric("\"name\": \"foo/how@ever baz\", \"type\": \"c\", \"value\": 1,"
                                    + " \"taglist\": [\"tag1\", \"tag2:value\"]"))),
            entry(
                    "my_timer:3|ms|@0.1|#live,host:localhost",
                    Diverging.of(
                            "a tag without a value has the value \"\"; only telegraf invents \"true\"",
                            metric("\"name\": \"my_timer\", \"type\": \"ms\", \"value\": 3, \"rate\": 0.1,"
                                    + " \"observations\": 10, \"tags\": {\"live\": \"\", \"host\": \"localhost\"}"))),
            entry(
                    "tag5;k=v:1|c",
                    Diverging.of(
                            "carbon, which statsd/statsd hands the name on to, reads these tags",
                            metric("\"name\": \"tag5\", \"type\": \"c\", \"value\": 1, \"tags\": {\"k\": \"v\"}"))),
            entry(
                    "tag3:1|c|#a:1|@0.5",
                    Diverging.of(
                            "DogStatsD: fields come in any order",
                            metric("\"name\": \"tag3\", \"type\": \"c\", \"value\": 1, \"rate\": 0.5,"
                                    + " \"effective\": 2, \"tags\": {\"a\": \"1\"}"))),
            entry(
                    "cid2:1|c|c:abc",
                    Diverging.of(
                            "DogStatsD 1.2: the container",
                            metric("\"name\": \"cid2\", \"type\": \"c\", \"value\": 1"))),
            entry(
                    "t3:1:2:3|ms",
                    Diverging.of(
                            "DogStatsD 1.1: packed values",
                            metric("\"name\": \"t3\", \"type\": \"ms\", \"values\": [1, 2, 3]"))),
            entry(
                    "foo:100|c|@0.1|#tag1:value|c:container|extra:component",
                    Diverging.of(
                            "DogStatsD, gostatsd, statsd/statsd: unknown fields are ignored",
                            metric("\"name\": \"foo\", \"type\": \"c\", \"value\": 100, \"rate\": 0.1,"
                                    + " \"tags\": {\"tag1\": \"value\"}"))),
            entry("smp/gge:1|g", Diverging.of(AS_SENT, metric("\"name\": \"smp/gge\", \"type\": \"g\", \"value\": 1"))),
            entry(
                    "foo. @& bar_$!#.baz:1|c",
                    Diverging.of("Librato: '#' starts tags, and \".baz\" is no key=value", BAD)),
            entry("été:1|c", Diverging.of(AS_SENT, metric("\"name\": \"été\", \"type\": \"c\", \"value\": 1"))),
            entry("meteronly", Diverging.of("only netdata counts a bare name; elsewhere it is a torn line", BAD)),
            entry(
                    "app.a.dist:5|d",
                    Diverging.of(
                            "DogStatsD: d is a distribution",
                            metric("\"name\": \"app.a.dist\", \"type\": \"d\", \"value\": 5, \"observations\": 1"))),
            entry(
                    "dd.a:1|c|#a:b",
                    Diverging.of(
                            "all but collectd read tags or ignore them",
                            metric("\"name\": \"dd.a\", \"type\": \"c\", \"value\": 1, \"tags\": {\"a\": \"b\"}"))));

    private static String metric(String members) {
        return "{\"ok\": true, \"metrics\": [{" + members + "}]}";
    }

    static Stream<ProtocolCase> cases() {
        return ProtocolCase.all().stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void line_isReadAsServersReadIt(ProtocolCase each) {
        Inbox inbox = new Inbox(new Retention(65_536, 100, 100, Parser.LENIENT));
        byte[] bytes = each.bytes();
        inbox.packet(new InetSocketAddress(1), new LineSplitter(65_536), bytes, bytes.length);

        Diverging diverging = DIVERGING.get(each.line());
        assertReceived(inbox, diverging == null ? each.expected() : diverging.expected());
    }

    @Test
    void diverging_namesOnlyCasesThatExist() {
        assertThat(DIVERGING.keySet())
                .isSubsetOf(cases().map(ProtocolCase::line).toList());
        assertThat(cases()).hasSizeGreaterThan(60);
    }

    private static void assertReceived(Inbox inbox, Map<String, Object> expected) {
        if (!Boolean.TRUE.equals(expected.get("ok"))) { // bad, or crashes the original
            assertThat(inbox.badLines())
                    .hasSize(1)
                    .allSatisfy(bad -> assertThat(bad.reason()).isNotBlank());
            assertThat(parsed(inbox)).isEmpty();
            return;
        }
        assertThat(inbox.badLines()).isEmpty();
        List<ReceivedMetric> metrics = new ArrayList<>();
        for (ParsedLine line : parsed(inbox)) {
            if (line instanceof ParsedLine.Metrics several) {
                metrics.addAll(several.metrics());
            } else if (line instanceof ParsedLine.Event found) {
                assertEvent(found.event(), object(expected, "event"));
            } else if (line instanceof ParsedLine.Check found) {
                assertThat(found.check().name())
                        .isEqualTo(object(expected, "check").get("name"));
                assertThat((double) found.check().status())
                        .isEqualTo(object(expected, "check").get("status"));
            }
        }
        List<?> expectedMetrics = (List<?>) expected.getOrDefault("metrics", List.of());
        for (Object each : expectedMetrics) {
            assertMetric(inbox, metrics, asObject(each));
        }
        assertThat(metrics)
                .allSatisfy(metric -> assertThat(expectedMetrics)
                        .extracting(each -> asObject(each).get("name"))
                        .contains(metric.name()));
        assertThat(inbox.received().journal().size() == 0)
                .isEqualTo(expected.containsKey("metrics") && metrics.isEmpty());
    }

    private static List<ParsedLine> parsed(Inbox inbox) {
        List<ParsedLine> parsed = new ArrayList<>();
        inbox.received().journal().view().parse(parsed::add);
        return parsed;
    }

    /** Compares all metrics of the expected name; no case expects one name twice. */
    private static void assertMetric(Inbox inbox, List<ReceivedMetric> metrics, Map<String, Object> expected) {
        List<ReceivedMetric> same = metrics.stream()
                .filter(metric -> metric.name().equals(expected.get("name")))
                .toList();
        assertThat(same).isNotEmpty();
        if (expected.containsKey("value")) {
            assertThat(same).extracting(ReceivedMetric::value).containsExactly((Double) expected.get("value"));
        }
        if (expected.containsKey("values")) {
            assertThat(same).extracting(ReceivedMetric::value).hasToString(String.valueOf(expected.get("values")));
        }
        for (ReceivedMetric metric : same) {
            assertThat(metric.type()).isEqualTo(expected.get("type"));
            assertThat(metric.relative()).isEqualTo(expected.getOrDefault("relative", false));
            Double timestamp = (Double) expected.get("timestamp");
            assertThat(metric.timestamp())
                    .isEqualTo(timestamp == null ? OptionalLong.empty() : OptionalLong.of(timestamp.longValue()));
            assertTags(metric.tags(), expected);
        }
        assertRate(inbox, same.get(0), expected);
    }

    private static void assertRate(Inbox inbox, ReceivedMetric metric, Map<String, Object> expected) {
        Object effective = expected.get("effective");
        Object observations = expected.get("observations");
        if (expected.containsKey("rate") || (effective == null && observations == null)) {
            assertThat(metric.rate()).isEqualTo(expected.getOrDefault("rate", 1.0));
        }
        if (effective != null) {
            assertThat(inbox.received().totals().counter(metric.series())).isEqualTo(effective);
        }
        if (observations != null) {
            assertThat((double) inbox.received().totals().timer(metric.series()))
                    .isEqualTo(observations);
        }
    }

    private static void assertTags(Map<String, String> tags, Map<String, Object> expected) {
        if (expected.containsKey("tags")) {
            assertThat(List.copyOf(tags.entrySet()))
                    .hasToString(
                            List.copyOf(object(expected, "tags").entrySet()).toString());
        } else {
            List<String> list = tags.entrySet().stream()
                    .map(tag -> tag.getValue().isEmpty() ? tag.getKey() : tag.getKey() + ":" + tag.getValue())
                    .toList();
            assertThat(list).isEqualTo(expected.getOrDefault("taglist", List.of()));
        }
    }

    private static void assertEvent(ReceivedEvent event, Map<String, Object> expected) {
        assertThat(event.title()).isEqualTo(expected.get("title"));
        assertThat(event.text()).isEqualTo(expected.get("text"));
        assertThat(event.alertType()).isEqualTo(expected.getOrDefault("alert", "info"));
        assertThat(event.priority()).isEqualTo(expected.getOrDefault("priority", "normal"));
        assertField(event, "h", expected.get("host"));
        assertField(event, "k", expected.get("key"));
        assertField(event, "s", expected.get("source"));
        Double timestamp = (Double) expected.get("ts");
        assertThat(event.timestamp().isPresent()).isEqualTo(timestamp != null);
        if (timestamp != null) {
            assertThat(event.timestamp()).hasValue(timestamp.longValue());
        }
        assertTags(event.tags(), expected);
    }

    private static void assertField(ReceivedEvent event, String key, @Nullable Object expected) {
        assertThat((Object) event.fields().get(key)).isEqualTo(expected);
    }

    private static Map<String, Object> object(Map<String, Object> from, String key) {
        return asObject(Objects.requireNonNull(from.get(key), key));
    }

    @SuppressWarnings("unchecked") // keys of a JSON object are strings
    private static Map<String, Object> asObject(Object json) {
        return (Map<String, Object>) json;
    }
}
