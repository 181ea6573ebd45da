package io.sprockets.statsd.watch.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {
    @ParameterizedTest
    @CsvSource({
        "12.3, PT12.3S",
        "12.3s, PT12.3S",
        "250ms, PT0.25S",
        "7us, PT0.000007S",
        "3ns, PT0.000000003S",
        "2m, PT2M",
        "1.5h, PT1H30M",
        "0, PT0S",
        "0.9ns, PT0S",
        "2562047h, PT2562047H",
        "9223372036, PT2562047H47M16S",
        "9223372036854775807ns, PT2562047H47M16.854775807S",
    })
    void oneIsReadWithItsUnit(String text, Duration duration) {
        assertThat(Durations.parse(text)).isEqualTo(duration);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2562048h",
                "999999999h",
                "999999999.999999999m",
                "999999999999999999",
                "9223372037",
                "9223372036854775808ns",
                "99999999999999999999999999999999999999h"
            })
    void oneThatIsTooLongIsRefused(String text) {
        assertThatThrownBy(() -> Durations.parse(text)).hasMessage(text + " is too long; 292 years are the most");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "s",
                "-1",
                "+1",
                "1,5",
                "1e3",
                "1 s",
                "1d",
                ".5",
                "5.",
                "NaN",
                "Infinity",
                "0x10",
                "\u0661"
            })
    void whatIsNoDurationIsRefused(String text) {
        assertThatThrownBy(() -> Durations.parse(text)).hasMessageContaining("is not a duration");
    }
}
