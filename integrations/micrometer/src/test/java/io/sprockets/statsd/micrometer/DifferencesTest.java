package io.sprockets.statsd.micrometer;

import static io.sprockets.statsd.micrometer.Flavor.DATADOG;
import static io.sprockets.statsd.micrometer.Flavor.ETSY;
import static io.sprockets.statsd.micrometer.Flavor.TELEGRAF;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.LongTaskTimer;
import io.micrometer.core.instrument.Measurement;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Statistic;
import io.micrometer.core.instrument.config.NamingConvention;
import io.micrometer.statsd.StatsdFunctionCounter;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What differs from Micrometer's own registry: all of it, as the guide lists it. */
class DifferencesTest {
    /** What something sends in one flavour by one registry and by the other. */
    private static Arguments row(
            String what, Flavor flavor, Consumer<MeterRegistry> use, List<String> theirs, List<String> ours) {
        return Arguments.of(what, flavor, use, theirs, ours);
    }

    static Stream<Arguments> fractions() {
        Consumer<MeterRegistry> thrice = registry -> {
            Counter counter = registry.counter("x");
            counter.increment(0.4);
            counter.increment(0.4);
            counter.increment(2.5);
        };
        Consumer<MeterRegistry> function =
                registry -> FunctionCounter.builder("x", registry, r -> 2.75).register(registry);
        Consumer<MeterRegistry> custom =
                registry -> Meter.builder("x", Meter.Type.OTHER, List.of(new Measurement(() -> 0.5, Statistic.TOTAL)))
                        .register(registry);
        Consumer<MeterRegistry> small =
                registry -> Gauge.builder("x", () -> 1e-7).register(registry);
        String etsy = "x.statistic.count";
        String datadog = "|c|#statistic:count";
        String telegraf = "x,statistic=count";
        return Stream.of(
                row(
                        "increments",
                        ETSY,
                        thrice,
                        List.of(etsy + ":0|c", etsy + ":0|c", etsy + ":2|c"),
                        List.of(etsy + ":3|c", etsy + ":0.3|c")),
                row(
                        "increments",
                        DATADOG,
                        thrice,
                        List.of("x:0" + datadog, "x:0" + datadog, "x:2" + datadog),
                        List.of("x:3" + datadog, "x:0.3" + datadog)),
                row(
                        "increments",
                        TELEGRAF,
                        thrice,
                        List.of(telegraf + ":0|c", telegraf + ":0|c", telegraf + ":2|c"),
                        List.of(telegraf + ":3|c", telegraf + ":0.3|c")),
                row("function", ETSY, function, List.of(etsy + ":2|c"), List.of(etsy + ":2.75|c")),
                row("function", DATADOG, function, List.of("x:2" + datadog), List.of("x:2.75" + datadog)),
                row("function", TELEGRAF, function, List.of(telegraf + ":2|c"), List.of(telegraf + ":2|c")),
                row("custom", ETSY, custom, List.of("x.statistic.total:0|c"), List.of("x.statistic.total:0.5|c")),
                row("small", ETSY, small, List.of("x.statistic.value:0|g"), List.of("x.statistic.value:0.0000001|g")));
    }

    static Stream<Arguments> gaugesBelowZero() {
        Consumer<MeterRegistry> below = registry -> Gauge.builder("x", () -> -5).register(registry);
        return Stream.of(
                row(
                        "below zero",
                        ETSY,
                        below,
                        List.of("x.statistic.value:-5|g"),
                        List.of("x.statistic.value:0|g", "x.statistic.value:-5|g")),
                row(
                        "below zero",
                        TELEGRAF,
                        below,
                        List.of("x,statistic=value:-5|g"),
                        List.of("x,statistic=value:0|g", "x,statistic=value:-5|g")),
                row(
                        "below zero",
                        DATADOG,
                        below,
                        List.of("x:-5|g|#statistic:value"),
                        List.of("x:-5|g|#statistic:value")));
    }

    static Stream<Arguments> namesThatWouldBreakALine() {
        Consumer<MeterRegistry> name =
                registry -> registry.summary("a|b@c#d,e;f[g]").record(1);
        Consumer<MeterRegistry> tag =
                registry -> registry.summary("x", "k|#,", "v|#,@").record(1);
        Consumer<MeterRegistry> marks =
                registry -> registry.summary("x", "k", "a=b!c^d~e").record(1);
        Consumer<MeterRegistry> empty =
                registry -> registry.summary("x", "k", "").record(1);
        Consumer<MeterRegistry> space =
                registry -> registry.summary("a b", "k", "v w").record(1);
        Consumer<MeterRegistry> dots =
                registry -> registry.summary("a..b.", "k", "..").record(1);
        Consumer<MeterRegistry> newline = registry -> registry.summary("\u010a").record(1); // 0A in seven bits
        Consumer<MeterRegistry> twice = registry -> {
            registry.config().namingConvention(NamingConvention.snakeCase);
            registry.summary("x", "a.b", "1", "a_b", "2").record(1);
        };
        String dirty = "a|b@c#d,e;f[g]:1|h";
        String clean = "a_b_c_d_e_f_g_";
        return Stream.of(
                row("name", ETSY, name, List.of(dirty), List.of(clean + ":1|h")),
                row("name", DATADOG, name, List.of(dirty), List.of(clean + ":1|h")),
                row("name", TELEGRAF, name, List.of("a|b@c#d_e;f[g]:1|h"), List.of(clean + ":1|h")),
                row("tag", ETSY, tag, List.of("x.k|#,.v|#,@:1|h"), List.of("x.k___.v____:1|h")),
                row("tag", DATADOG, tag, List.of("x:1|h|#k|#,:v|#,@"), List.of("x:1|h|#k___:v___@")),
                row("tag", TELEGRAF, tag, List.of("x,k|#_=v|#_@:1|h"), List.of("x,k___=v____:1|h")),
                row("marks", TELEGRAF, marks, List.of("x,k=a=b!c^d~e:1|h"), List.of("x,k=a_b_c_d_e:1|h")),
                row("empty", TELEGRAF, empty, List.of("x,k=:1|h"), List.of("x,k=_:1|h")),
                row("seven bits", ETSY, newline, List.of("\u010a:1|h"), List.of("_:1|h")),
                row("space", ETSY, space, List.of("a b.k.v_w:1|h"), List.of("a_b.k.v_w:1|h")),
                row("space", DATADOG, space, List.of("a b:1|h|#k:v w"), List.of("a_b:1|h|#k:v w")),
                row("dots", ETSY, dots, List.of("aB.k...:1|h"), List.of("aB.k:1|h")),
                row("dots", DATADOG, dots, List.of("a..b.:1|h|#k:.."), List.of("a.b:1|h|#k:..")),
                row("key twice", TELEGRAF, twice, List.of("x,a_b=1,a_b=2:1|h"), List.of("x,a_b=2:1|h")));
    }

    static Stream<Arguments> valuesThatAreNoNumber() {
        Consumer<MeterRegistry> custom = registry -> Meter.builder(
                        "x", Meter.Type.OTHER, List.of(new Measurement(() -> Double.NaN, Statistic.VALUE)))
                .register(registry);
        Consumer<MeterRegistry> function = registry ->
                FunctionCounter.builder("x", registry, r -> Double.NaN).register(registry);
        return Stream.of(
                row("custom", ETSY, custom, List.of("x.statistic.value:NaN|g"), List.of()),
                row("function", ETSY, function, List.of("x.statistic.count:0|c"), List.of()));
    }

    static Stream<Arguments> functionsThatBeginAnew() {
        Consumer<MeterRegistry> counter = registry -> {
            double[] count = {5};
            FunctionCounter meter =
                    FunctionCounter.builder("x", count, c -> c[0]).register(registry);
            read(meter);
            count[0] = 3;
        };
        String count = "x.statistic.count:";
        return Stream.of(row(
                "counter",
                ETSY,
                counter,
                List.of(count + "5|c", count + "-2|c"),
                List.of(count + "5|c", count + "0|c")));
    }

    @ParameterizedTest
    @MethodSource({
        "fractions",
        "gaugesBelowZero",
        "namesThatWouldBreakALine",
        "valuesThatAreNoNumber",
        "functionsThatBeginAnew"
    })
    void bothSendWhatTheGuideSays(
            String what, Flavor flavor, Consumer<MeterRegistry> use, List<String> theirLines, List<String> ourLines) {
        Theirs theirs = new Theirs(flavor.theirs);
        use.accept(theirs.registry);
        assertThat(theirs.lines()).as(what + " theirs").containsExactlyElementsOf(theirLines);
        try (Ours ours = new Ours(flavor.ours)) {
            use.accept(ours.registry);
            assertThat(ours.lines()).as(what + " ours").containsExactlyElementsOf(ourLines);
        }
    }

    /** Micrometer 1.15 sends them, and with them whatever follows; later ones replace them, too. */
    @ParameterizedTest
    @EnumSource
    void lineBreaksAreReplacedWithAnyMicrometer(Flavor flavor) {
        try (Ours ours = new Ours(flavor.ours)) {
            ours.registry.summary("a\nb", "c\rd", "e\nf").record(1);
            assertThat(ours.lines())
                    .singleElement()
                    .asString()
                    .startsWith("a_b")
                    .contains("c_d", "e_f");
        }
    }

    /** Micrometer's own compares the longest duration with the sum, which it has just remembered. */
    @Test
    void longestTaskIsSentToThoseWhoWantOnlyChanges() {
        Theirs theirs = new Theirs(ETSY.theirs, false);
        LongTaskTimer.builder("x").register(theirs.registry);
        try (Ours ours = new Ours(connector -> connector, settings -> settings.publishUnchanged(false))) {
            LongTaskTimer.builder("x").register(ours.registry);
            assertThat(theirs.lines()).containsExactly("x.statistic.active:0|g", "x.statistic.duration:0|g");
            assertThat(ours.lines())
                    .containsExactly("x.statistic.active:0|g", "x.statistic.duration:0|g", "x.statistic.max:0|g");
        }
    }

    private static void read(FunctionCounter counter) {
        if (counter instanceof Reading reading) {
            reading.read();
        } else {
            ((StatsdFunctionCounter<?>) counter).poll();
        }
    }
}
