package io.sprockets.statsd.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which texts are numbers to a server, and the texts of events. */
class PlainNumberTest {
    @ParameterizedTest
    @ValueSource(strings = {"0", "9", "-1", "+1", "1.5", ".5", "5.", "-0.25", "00123456789"})
    void matches_digitsWithASignAndAPoint(String text) {
        assertThat(PlainNumber.matches(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "-", "+", ".", "-.", "1.2.3", "1e5", "NaN", "--1", "1-", " 1", "1 ", "0x1", "\uFF11", "/", ":"
            })
    void matches_nothingElse(String text) {
        assertThat(PlainNumber.matches(text)).isFalse();
    }

    @Test
    void fields_areInTheOrderOfTheirLettersAndCleaned() {
        Map<String, String> fields = Fields.with(Map.of("k", "key", "d", "1"), "h", "a|b\nc");

        assertThat(fields).hasToString("{d=1, h=a_b_c, k=key}");
    }

    @Test
    void escaped_keepsNewlinesAsTwoCharacters() {
        assertThat(Fields.escaped("a\r\nb\nc|d\t")).isEqualTo("a\\nb\\nc|d_");
    }
}
