package io.sprockets.statsd.line;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a text becomes, measured before it is written. */
class TextEncoderTest {
    private final TextEncoder names = TextEncoder.names("", false, false);
    private final TextEncoder values = TextEncoder.values(false);

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "orders.placed > orders.placed",
                "a:b|c@d#e;f,g[h]i > a_b_c_d_e_f_g_h_i",
                "a=b!c > a=b!c",
                "a b > a_b",
                "a  \u00A0\u3000\uFEFFb > a_b",
                "a\tb > a_b",
                "a\u007Fb > a_b",
                "a..b > a.b",
                ".a > a",
                "..a.b.. > a.b",
                "a.é. > a.é",
                "é.. > é",
                "a\u0080b\u009Fc > a_b_c",
                "a\u2028b\u2029c > a_b_c",
                "\uD800a\uDFFF > _a_",
                "é€\uD83D\uDE00 > é€\uD83D\uDE00",
                "\uE000\uD7FF > \uE000\uD7FF",
            })
    void names_areCleaned(String name, String expected) {
        assertThat(names.cleaned(name)).isEqualTo(expected);
        assertThat(TextEncoder.length(names.scan(name))).isEqualTo(expected.getBytes(UTF_8).length);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", ".."})
    void names_withoutASegmentAreEmpty(String name) {
        assertThat(names.scan(name)).isZero();
        assertThat(names.cleaned(name)).isEmpty();
    }

    @Test
    void values_keepWhiteSpaceAndDots() {
        assertThat(values.cleaned(".a  b\u00A0..")).isEqualTo(".a  b\u00A0..");
        assertThat(values.cleaned("1|2:3@4\n")).isEqualTo("1_2_3_4_");
    }

    @Test
    void types_areOneWord() {
        assertThat(TextEncoder.types(false).cleaned("a b\u00A0c  d")).isEqualTo("a_b_c__d");
    }

    @Test
    void scan_tellsWhetherATextIsCleanAlready() {
        assertThat(names.scan(null)).isZero();
        assertThat(names.scan("a.b")).isEqualTo(3);
        assertThat(names.scan("a b")).isEqualTo(~3);
        assertThat(names.scan("é")).isEqualTo(~2);
        assertThat(names.scan("a.")).isEqualTo(~1);
    }

    @Test
    void scan_readsNothingThatIsTooLongForAnyLine() {
        assertThat(values.scan("a".repeat(1 << 20))).isEqualTo(1 << 20);
        assertThat(values.scan("|".repeat((1 << 20) + 1))).isEqualTo((1 << 20) + 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u010A", // C4 8A: a newline in 7 bits
                "\u00BA", // C2 BA: a colon
                "\u0E80", // E0 BA 80: in the second byte of three
                "\u4E3A", // E4 B8 BA: in the third
                "\uD8A8\uDC00", // F0 BA 80 80: in the second of four
                "\uD800\uDE80", // F0 90 8A 80: in the third
                "\uD800\uDC0A", // F0 90 80 8A: in the fourth
            })
    void sevenBits_bringNoNewlineAndNoColon(String text) {
        assertThat(TextEncoder.names("", true, false).cleaned("a" + text)).isEqualTo("a_");
        assertThat(TextEncoder.values(true).cleaned("a" + text)).isEqualTo("a_");
        assertThat(names.cleaned("a" + text)).isEqualTo("a" + text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u00AE", "\u00BB", "\u00BD"}) // a dot, a semicolon, an equals sign in 7 bits
    void sevenBits_makeNoSegmentAndNoTagOfAName(String text) {
        assertThat(TextEncoder.names("", true, false).cleaned(text + "a")).isEqualTo("_a");
        assertThat(TextEncoder.sevenBitWithout("").cleaned(text + "a")).isEqualTo("_a");
        assertThat(TextEncoder.values(true).cleaned(text + "a")).isEqualTo(text + "a");
    }

    @Test
    void sevenBits_leaveOtherCharactersAsTheyAre() {
        assertThat(TextEncoder.names("", true, false).cleaned("\u00E9\u20AC\uD834\uDD1E"))
                .isEqualTo("\u00E9\u20AC\uD834\uDD1E");
    }

    @ParameterizedTest
    @ValueSource(strings = {"_e{5,4}", "_sc", "_sc.a", " e{", "._sc", "_e{\u00E9", "\u00A0sc"})
    void names_thatWouldBeEventsAreEmptyBesideThem(String name) {
        assertThat(TextEncoder.names("", false, true).scan(name)).isZero();
        assertThat(names.scan(name)).isNotZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"_e", "_s", "_ec{", "_e(", "a_sc", "_s.c", "__sc", "e_sc\u00E9", "_s\u00E9c"})
    void names_thatOnlyResembleEventsAreKept(String name) {
        assertThat(TextEncoder.names("", false, true).scan(name)).isNotZero();
    }

    @Test
    void without_keepsAllButTheseAndControls() {
        assertThat(TextEncoder.without("|").cleaned("a|b:c d\n..")).isEqualTo("a_b:c d_..");
        assertThat(TextEncoder.without(" ").cleaned("a b\u3000c")).isEqualTo("a_b_c");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1234567",
                "12345678",
                "123456789",
                "\u00E9234567",
                "\u00E92345678",
                "\u20AC\u20AC\u20AC\u20AC\u20AC"
            })
    void cleaned_keepsTextsOfAnyLength(String text) {
        assertThat(values.cleaned(text)).isEqualTo(text);
    }
}
