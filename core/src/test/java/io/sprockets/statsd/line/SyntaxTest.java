package io.sprockets.statsd.line;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sprockets.statsd.Dialect;
import io.sprockets.statsd.Tags;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is special about each dialect, and how it writes tags. */
class SyntaxTest {
    @ParameterizedTest
    @CsvSource({
        // histogram, distribution, negative, sign is change, samples timers, rates timers, packing, events and times
        "STATSD,          ms, ms, false, true,  false, true,  METRICS, false",
        "DOGSTATSD,       h,  d,  true,  false, true,  true,  VALUES,  true",
        "GRAPHITE,        ms, ms, false, true,  false, true,  NONE,    false",
        "INFLUXDB,        h,  h,  false, true,  true,  true,  NONE,    false",
        "LIBRATO,         ms, ms, false, true,  false, true,  NONE,    false",
        "SIGNALFX,        ms, ms, false, true,  false, true,  NONE,    false",
        "PLAIN,           ms, ms, false, true,  false, true,  NONE,    false",
        "COLLECTD,        ms, ms, false, true,  false, false, NONE,    false",
        "STATSD_EXPORTER, h,  d,  true,  true,  true,  true,  NONE,    false",
    })
    void of_knowsWhatServersTake(
            Dialect dialect,
            String histogram,
            String distribution,
            boolean negative,
            boolean signIsChange,
            boolean samples,
            boolean rates,
            Syntax.Packing packing,
            boolean events) {
        Syntax syntax = Syntax.of(dialect, false, "");

        assertThat(syntax.histogram()).isEqualTo(histogram);
        assertThat(syntax.distribution()).isEqualTo(distribution);
        assertThat(syntax.takesNegativeValues()).isEqualTo(negative);
        assertThat(syntax.signIsChange()).isEqualTo(signIsChange);
        assertThat(syntax.samplesTimers()).isEqualTo(samples);
        assertThat(syntax.ratesTimers()).isEqualTo(rates);
        assertThat(syntax.packing()).isEqualTo(packing);
        assertThat(syntax.hasEvents()).isEqualTo(events);
        assertThat(syntax.hasTimes()).isEqualTo(events);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "STATSD true ;a=1;b=2",
                "GRAPHITE true ;a=1;b=2",
                "INFLUXDB true ,a=1,b=2",
                "LIBRATO true #a=1,b=2",
                "SIGNALFX true [a=1,b=2]",
                "PLAIN true .a.1.b.2",
                "COLLECTD true .a.1.b.2",
                "DOGSTATSD false |#a:1,b:2",
                "STATSD_EXPORTER false |#a:1,b:2"
            })
    void tags_areInTheOrderOfTheirKeysWhereTheDialectHasThem(Dialect dialect, boolean afterName, String expected) {
        Syntax syntax = Syntax.of(dialect, false, "");
        Tags tags = Tags.of("b", "2", "a", "1");

        assertThat(text(syntax.afterName(tags))).isEqualTo(afterName ? expected : "");
        assertThat(text(syntax.afterType(tags))).isEqualTo(afterName ? "" : expected);
    }

    @Test
    void tags_ofOneKeyAreAllKeptByTheAgentOnly() {
        Tags tags = Tags.of("k", "2", "a", "0", "k", "1", "k", "2");

        assertThat(text(Syntax.of(Dialect.DOGSTATSD, false, "").afterType(tags)))
                .isEqualTo("|#a:0,k:1,k:2");
        assertThat(text(Syntax.of(Dialect.STATSD_EXPORTER, false, "").afterType(tags)))
                .isEqualTo("|#a:0,k:2");
        assertThat(text(Syntax.of(Dialect.GRAPHITE, false, "").afterName(tags))).isEqualTo(";a=0;k=2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {"DOGSTATSD |#a,b:1", "STATSD_EXPORTER |#a:_,b:1", "GRAPHITE ;a=_;b=1", "PLAIN .a.b.1"})
    void tags_withoutAValueAreWrittenAsTheDialectCan(Dialect dialect, String expected) {
        Syntax syntax = Syntax.of(dialect, false, "");
        Tags tags = Tags.of("b", "1", "a", "");

        assertThat(text(syntax.afterName(tags)) + text(syntax.afterType(tags))).isEqualTo(expected);
    }

    @Test
    void tags_areCleanedByWhatEndsThem() {
        Tags tags = Tags.of("a:b", "c:d,e", "f g", "h=i\u00E9");

        assertThat(text(Syntax.of(Dialect.DOGSTATSD, false, "").afterType(tags)))
                .isEqualTo("|#a_b:c:d_e,f g:h=i\u00E9");
        assertThat(text(Syntax.of(Dialect.GRAPHITE, false, "").afterName(tags))).isEqualTo(";a_b=c_d_e;f_g=h_i\u00E9");
        assertThat(text(Syntax.of(Dialect.PLAIN, false, "").afterName(Tags.of("a.b", "1.5"))))
                .isEqualTo(".a_b.1_5");
    }

    @Test
    void tags_areNothingWhereThereAreNone() {
        assertThat(Syntax.of(Dialect.DOGSTATSD, false, "").afterType(Tags.of())).isEmpty();
        assertThat(Syntax.of(Dialect.GRAPHITE, false, "").afterName(Tags.of())).isEmpty();
    }

    @Test
    void names_haveNoEqualsSignWhereItEndsThem() {
        assertThat(Syntax.of(Dialect.PLAIN, false, "").names(true).cleaned("a=b"))
                .isEqualTo("a_b");
        assertThat(Syntax.of(Dialect.STATSD, false, "").names(true).cleaned("a=b"))
                .isEqualTo("a=b");
    }

    @Test
    void names_areNoEventsForTheAgentOnly() {
        assertThat(Syntax.of(Dialect.DOGSTATSD, false, "").names(true).scan("_sc"))
                .isZero();
        assertThat(Syntax.of(Dialect.DOGSTATSD, false, "").names(false).scan("_sc"))
                .isEqualTo(3);
        assertThat(Syntax.of(Dialect.STATSD, false, "").names(true).scan("_sc")).isEqualTo(3);
    }

    @Test
    void sevenBits_holdForEveryText() {
        String newline = "\u010A";
        Syntax syntax = Syntax.of(Dialect.GRAPHITE, true, newline);

        assertThat(text(syntax.fields())).isEqualTo("_");
        assertThat(syntax.safe(newline)).isEqualTo("_");
        assertThat(syntax.key(newline)).isEqualTo("_");
        assertThat(syntax.value(newline)).isEqualTo("_");
        assertThat(syntax.names(true).cleaned(newline)).isEqualTo("_");
        assertThat(syntax.values().cleaned(newline)).isEqualTo("_");
        assertThat(syntax.types().cleaned(newline)).isEqualTo("_");
        assertThat(Syntax.of(Dialect.GRAPHITE, false, newline).safe(newline)).isEqualTo(newline);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, UTF_8);
    }
}
